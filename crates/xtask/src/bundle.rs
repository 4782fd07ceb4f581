//! `cargo xtask bundle`: a workshop's plain JSON becomes the signed file that lies beside the app.
//!
//! The organiser's secret stands in a file of its own and never in the bundle. Run again with it and
//! the previous bundle, records keep their ids and only what changed is written anew.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use gagas_domain::bundle::{self, BundleKind, Header, MAX_INFLATED, Method};
use gagas_domain::id::{decode_array, encode};
use gagas_domain::import;
use gagas_domain::keys::{OrganiserSeed, public_key};
use gagas_domain::link::{Join, organiser_link, participant_link};
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;

use crate::arguments::Arguments;
use crate::shell::Outcome;

/// Reads the JSON, makes the bundle and says which links lead to it.
pub(crate) fn bundle(arguments: &Arguments) -> Outcome {
    let options = ["--out", "--secret", "--previous", "--base"];
    let source = arguments
        .free(&options)
        .ok_or("bundle WORKSHOP.json [--out workshop.gagas] [--secret FILE] [--previous FILE] [--delete] [--base URL]")?;
    let out = PathBuf::from(arguments.value("--out").unwrap_or("workshop.gagas"));
    let secret = arguments.value("--secret").map(PathBuf::from);
    let secret = secret.unwrap_or_else(|| Path::new(source).with_extension("secret.json"));
    let text = fs::read_to_string(source).map_err(|error| format!("{source}: {error}"))?;
    let json = import::parse(&text).map_err(|error| {
        // The domain's parser has no lines; this one is only asked where a person needs them.
        let line = serde_json::from_str::<serde_json::Value>(&text).err();
        format!(
            "{source}: {}",
            line.map_or(error.to_string(), |line| line.to_string())
        )
    })?;
    let seed = seed(&secret)?;
    let previous = arguments
        .value("--previous")
        .map(|path| records(path, &seed))
        .transpose()?;
    let delete = arguments.has("--delete");
    let patches = import::import(&json, &seed, previous.as_ref(), now_ms()?, delete, 0)
        .map_err(|error| format!("{source}: {error}"))?;
    let changes = patches.len();
    let mut set = previous.unwrap_or_default();
    patches.into_iter().for_each(|patch| drop(set.add(patch)));
    let bytes = pack(&set, &seed)?;
    fs::write(&out, &bytes)?;
    let base = arguments.value("--base").unwrap_or("https://example.org/");
    println!(
        "{}: {} bytes, {} records, {changes} changes",
        out.display(),
        bytes.len(),
        set.records().count()
    );
    println!(
        "secret:       {} (keep it; without it nothing can be changed)",
        secret.display()
    );
    println!(
        "participants: {}",
        participant_link(base, &Join::of(&seed, 0), None)
    );
    println!("organiser:    {}", organiser_link(base, &seed, None));
    Ok(())
}

/// The seed in the secret file, or a new one in a new file.
pub(crate) fn seed(path: &Path) -> Outcome<OrganiserSeed> {
    if path.exists() {
        let value: serde_json::Value = serde_json::from_str(&fs::read_to_string(path)?)?;
        let text = value
            .get("organiser_seed")
            .and_then(serde_json::Value::as_str);
        let seed = text.and_then(decode_array).map(OrganiserSeed);
        return seed.ok_or_else(|| format!("{}: no organiser_seed in it", path.display()).into());
    }
    let mut bytes = [0; 32];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    let text = [
        "{\"gagas_secret\":1,\"organiser_seed\":\"",
        &encode(&bytes),
        "\"}\n",
    ]
    .concat();
    let mut file = fs::File::create_new(path)?;
    restrict(&file)?;
    file.write_all(text.as_bytes())?;
    Ok(OrganiserSeed(bytes))
}

/// Lets only its owner read a secret.
#[cfg(unix)]
fn restrict(file: &fs::File) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.set_permissions(fs::Permissions::from_mode(0o600))?)
}

#[cfg(not(unix))]
fn restrict(_: &fs::File) -> Outcome {
    Ok(())
}

/// What a bundle holds, verified.
fn records(path: &str, seed: &OrganiserSeed) -> Outcome<RecordSet> {
    let raw = bundle::dearmour(&fs::read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let (header, packed) = Header::parse(&raw).map_err(|error| format!("{path}: {error}"))?;
    if header.organiser != public_key(&seed.signing_key()) {
        return Err(format!("{path}: made with another secret").into());
    }
    let mut payload = Vec::new();
    match header.method {
        Method::Stored => payload.extend(packed),
        Method::Deflate => {
            let limit = u64::try_from(MAX_INFLATED)? + 1;
            DeflateDecoder::new(packed)
                .take(limit)
                .read_to_end(&mut payload)?;
        }
    }
    let payload =
        bundle::read_payload(header.kind, &payload).map_err(|error| format!("{path}: {error}"))?;
    let mut set = RecordSet::default();
    for signed in payload.patches {
        let patch =
            Patch::admit(signed, &header.workshop()).map_err(|code| format!("{path}: {code}"))?;
        set.add(patch);
    }
    Ok(set)
}

fn pack(set: &RecordSet, seed: &OrganiserSeed) -> Outcome<Vec<u8>> {
    let patches = bundle::public(set);
    let payload = bundle::write_payload(patches.iter().map(|patch| patch.signed()), &[]);
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&payload)?;
    let header = Header {
        kind: BundleKind::Public,
        method: Method::Deflate,
        organiser: public_key(&seed.signing_key()),
    };
    Ok(header.write(&packer.finish()?)?)
}

fn now_ms() -> Outcome<i64> {
    Ok(i64::try_from(
        SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis(),
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(words: &[&str]) -> Outcome {
        bundle(&Arguments::new(words.iter().map(|word| (*word).to_owned())))
    }

    #[test]
    fn a_second_run_keeps_ids_and_writes_only_what_changed() {
        let folder = std::env::temp_dir().join(format!("gagas-bundle-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
        let sample = crate::places::root().join("docs/jambi.json");
        let text = fs::read_to_string(sample).unwrap();
        fs::write(path("w.json"), &text).unwrap();
        run(&[&path("w.json"), "--out", &path("1.gagas")]).unwrap();
        let seed = seed(Path::new(&path("w.secret.json"))).unwrap();
        let first = records(&path("1.gagas"), &seed).unwrap();
        fs::write(
            path("w.json"),
            text.replace("Aula BPSDM\",\"name_en", "Aula Baru\",\"name_en"),
        )
        .unwrap();
        run(&[
            &path("w.json"),
            "--out",
            &path("2.gagas"),
            "--previous",
            &path("1.gagas"),
        ])
        .unwrap();
        let second = records(&path("2.gagas"), &seed).unwrap();
        let ids = |set: &RecordSet| set.records().map(|record| record.id()).collect::<Vec<_>>();
        assert_eq!(ids(&first), ids(&second));
        let fresh = second
            .patches()
            .filter(|patch| !first.holds(&patch.id()))
            .count();
        assert_eq!(fresh, 1, "only the workshop's record is written anew");
        fs::write(path("bad.json"), "{\n \"gagas\":1,\n oops}").unwrap();
        let error = run(&[&path("bad.json")]).unwrap_err().to_string();
        assert!(error.contains("line 3"), "{error}");
        fs::remove_dir_all(folder).unwrap();
    }
}
