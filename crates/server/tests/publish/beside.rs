//! The bundle beside the app as a source: read again when it changes, and only what is public.

use crate::support::{SAMPLE, SEED, records};
use gagas_domain::bundle::{BundleKind, Header, Method, public, write_payload};
use gagas_domain::id::{PublicKey, WorkshopId};
use gagas_domain::keys::public_key;
use gagas_domain::merge::RecordSet;
use gagas_server::publish::{Beside, PublishedSource};
use std::fs;
use std::path::PathBuf;

pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("gagas-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn holds(&self, bytes: &[u8]) {
        fs::write(self.0.join("workshop.gagas"), bytes).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

pub(crate) fn bundle(kind: BundleKind, organiser: PublicKey, set: &RecordSet) -> Vec<u8> {
    let patches = public(set);
    let payload = write_payload(patches.iter().map(|patch| patch.signed()), &[]);
    let header = Header {
        kind,
        method: Method::Stored,
        organiser,
    };
    header.write(&payload).unwrap()
}

async fn sessions(source: &Beside, id: WorkshopId) -> Option<usize> {
    let records = source.records(id).await.unwrap()?;
    Some(gagas_domain::agenda::Agenda::of(&records).sessions().len())
}

#[tokio::test]
async fn what_lies_there_is_published_while_it_is_sound() {
    let (folder, id) = (Folder::new("beside"), SEED.workshop());
    let organiser = public_key(&SEED.signing_key());
    let source = Beside::of(&folder.0);
    assert_eq!(sessions(&source, id).await, None);

    let sound = bundle(BundleKind::Public, organiser, &records(&[SAMPLE]));
    folder.holds(&sound);
    assert_eq!(sessions(&source, id).await, Some(24));
    assert_eq!(sessions(&source, WorkshopId([9; 16])).await, None);

    // One byte of a signature or a body is another: the checksum says so before the signature does.
    let mut spoilt = sound.clone();
    let middle = spoilt.len() / 2;
    spoilt[middle] ^= 1;
    spoilt.push(0);
    folder.holds(&spoilt);
    assert_eq!(sessions(&source, id).await, None);

    let foreign = bundle(BundleKind::Public, PublicKey([7; 32]), &records(&[SAMPLE]));
    folder.holds(&foreign);
    assert_eq!(sessions(&source, id).await, None);
    assert_eq!(
        sessions(&source, WorkshopId::of(&PublicKey([7; 32]))).await,
        None
    );

    folder.holds(&bundle(
        BundleKind::Organiser,
        organiser,
        &records(&[SAMPLE]),
    ));
    assert_eq!(sessions(&source, id).await, None);

    folder.holds(&sound);
    assert_eq!(sessions(&source, id).await, Some(24));
}
