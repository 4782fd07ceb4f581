//! A folder for a static host: it holds what a server would answer, and the page that devices keep beside it.

use crate::beside::{Folder, bundle};
use crate::support::{BEFORE, PAGE, SAMPLE, SEED, records};
use data_encoding::HEXLOWER;
use gagas_domain::bundle::BundleKind;
use gagas_domain::keys::public_key;
use gagas_server::publish::{Base, FolderError, Lang, publish};
use sha2::{Digest, Sha256};
use std::fs;

fn built(name: &str) -> Folder {
    let folder = Folder::new(name);
    let digest = HEXLOWER.encode(&Sha256::digest(PAGE.as_bytes())[..16]);
    let worker = ["F=[['./', '", &digest, "'],['./a.txt', '00']];"].concat();
    fs::write(folder.0.join("index.html"), PAGE).unwrap();
    fs::write(folder.0.join("sw.js"), worker).unwrap();
    folder
}

fn sign(folder: &Folder, files: &[&str]) {
    let organiser = public_key(&SEED.signing_key());
    folder.holds(&bundle(BundleKind::Public, organiser, &records(files)));
}

#[test]
fn a_folder_holds_what_a_server_would_answer() {
    let folder = built("folder");
    sign(&folder, &[SAMPLE]);
    let base = Base::parse("https://a.id/lokakarya/").unwrap();
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    let publish = |lang| publish(&folder.0, Some(&base), lang, BEFORE).unwrap();
    let id = publish(Lang::Indonesian);
    assert_eq!(id, SEED.workshop());

    let page = read("index.html");
    let address = ["https://a.id/lokakarya/?w=", &id.to_string()].concat();
    for part in ["id=\"published\"", "Workshop Inovasi", "og:image", &address] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(read("app.html"), PAGE);
    let worker = read("sw.js");
    assert!(
        worker.contains("','./app.html'],['./a.txt', '00']"),
        "{worker}"
    );
    let own = ["api/v1/w/", &id.to_string()].concat();
    assert!(page.contains(&[&own, "/preview.png"].concat()));
    assert!(read(&[&own, "/agenda.ics"].concat()).starts_with("BEGIN:VCALENDAR"));
    let png = fs::read(folder.0.join([&own, "/preview.png"].concat())).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    for name in ["index.html", "app.html", "sw.js"] {
        for ending in [".br", ".gz"] {
            assert!(
                folder.0.join([name, ending].concat()).exists(),
                "{name}{ending}"
            );
        }
    }

    // Again, in the other language, from what is there now.
    publish(Lang::English);
    assert!(read("index.html").contains("<html lang=\"en\""));
    assert_eq!((read("app.html"), read("sw.js")), (PAGE.into(), worker));
}

#[test]
fn what_cannot_be_published_changes_nothing() {
    let folder = built("refused");
    let base = Base::parse("https://a.id").unwrap();
    let refused = |base| publish(&folder.0, base, Lang::Indonesian, BEFORE).unwrap_err();
    assert!(matches!(refused(None), FolderError::NoAddress));
    assert!(matches!(refused(Some(&base)), FolderError::NoWorkshop(..)));
    sign(
        &folder,
        &[&SAMPLE.replace("\"listed\":true", "\"listed\":false")],
    );
    assert!(matches!(refused(Some(&base)), FolderError::NotListed));
    sign(&folder, &[SAMPLE]);
    fs::write(folder.0.join("sw.js"), "of another version").unwrap();
    assert!(matches!(refused(Some(&base)), FolderError::NoBuild(_)));
    assert_eq!(
        fs::read_to_string(folder.0.join("index.html")).unwrap(),
        PAGE
    );
    assert!(!folder.0.join("app.html").exists());
}
