//! What the device knows beside its workshops: which there are, the language, and settings.
//!
//! A database of its own, values by name. As with a workshop, only a load makes something that can
//! be written, and what cannot be read stays.

use gagas_domain::sorted::SortedMap;

use gagas_domain::id::{PublicKey, WorkshopId};
use gagas_domain::value::Value;

use super::backend::{AnyBackend, Backend, Change, Row, StorageError, Store};
use super::schema::{LoadError, SCHEMA_KEY, read_current};

const SCHEMA: u32 = 1;
const WORKSHOP: &str = "w.";
const SETTING: &str = "set.";
const LANGUAGE: &str = "language";

/// A workshop that was opened on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownWorkshop {
    /// Its id.
    pub id: WorkshopId,
    /// Its title when it was last opened.
    pub title: String,
    /// When it was last opened, in ms since the Unix epoch (UTC).
    pub opened_ms: u64,
    /// The organiser's signing key, where it is known.
    pub organiser: Option<PublicKey>,
}

/// What the device knew when it was loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Workshops, the last opened first.
    pub workshops: Vec<KnownWorkshop>,
    /// The language that the person chose, as a code.
    pub language: Option<String>,
    /// Settings by name.
    pub settings: SortedMap<String, String>,
    /// How many rows could not be read; they stay stored.
    pub unreadable: usize,
}

/// The device's own database after it was loaded.
#[derive(Clone, Debug)]
pub struct DeviceStore {
    backend: AnyBackend,
}

impl DeviceStore {
    /// Loads what the device knows.
    ///
    /// # Errors
    /// [`LoadError`]; nothing was written then.
    pub async fn load(backend: AnyBackend) -> Result<(Self, Device), LoadError> {
        let rows = read_current(&backend, SCHEMA).await?;
        let mut device = Device::default();
        for row in rows.meta.iter().filter(|(key, _)| key != SCHEMA_KEY) {
            if device.take(row).is_none() {
                device.unreadable += 1;
            }
        }
        let newest_first = |known: &KnownWorkshop| std::cmp::Reverse(known.opened_ms);
        device.workshops.sort_by_key(newest_first);
        Ok((Self { backend }, device))
    }

    /// Remembers a workshop, over what was known of it.
    ///
    /// # Errors
    /// Those of [`Backend::commit`], as in all of these.
    pub async fn remember(&self, known: &KnownWorkshop) -> Result<(), StorageError> {
        let opened = i64::try_from(known.opened_ms).unwrap_or(i64::MAX);
        let mut entries = vec![
            ("title".into(), known.title.as_str().into()),
            ("opened".into(), opened.into()),
        ];
        if let Some(key) = known.organiser {
            entries.push(("organiser".into(), key.to_string().into()));
        }
        self.put(workshop_key(&known.id), &Value::Map(entries).to_json())
            .await
    }

    /// Forgets a workshop; its own database is another matter.
    ///
    /// # Errors
    /// Those of [`Backend::commit`].
    pub async fn forget(&self, id: &WorkshopId) -> Result<(), StorageError> {
        let change = Change::Delete(Store::Meta, workshop_key(id));
        self.backend.commit(&[change]).await
    }

    /// Keeps the language that the person chose, as a code.
    ///
    /// # Errors
    /// Those of [`Backend::commit`].
    pub async fn set_language(&self, code: &str) -> Result<(), StorageError> {
        self.put(LANGUAGE.into(), code).await
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// Those of [`Backend::commit`].
    pub async fn set(&self, name: &str, text: &str) -> Result<(), StorageError> {
        self.put([SETTING, name].concat(), text).await
    }

    async fn put(&self, key: String, text: &str) -> Result<(), StorageError> {
        let change = Change::Put(Store::Meta, key, text.into());
        self.backend.commit(&[change]).await
    }
}

impl Device {
    fn take(&mut self, (key, bytes): &Row) -> Option<()> {
        let text = str::from_utf8(bytes).ok()?;
        if key == LANGUAGE {
            self.language = Some(text.into());
        } else if let Some(name) = key.strip_prefix(SETTING) {
            self.settings.insert(name.into(), text.into());
        } else {
            let id = key.strip_prefix(WORKSHOP)?;
            self.workshops.push(read_workshop(id, text)?);
        }
        Some(())
    }
}

fn workshop_key(id: &WorkshopId) -> String {
    [WORKSHOP, &id.to_string()].concat()
}

fn read_workshop(id: &str, text: &str) -> Option<KnownWorkshop> {
    let value = Value::parse(text, 2).ok()?;
    let organiser = match value.get("organiser") {
        Some(key) => Some(PublicKey::parse(key.as_text()?)?),
        None => None,
    };
    Some(KnownWorkshop {
        id: WorkshopId::parse(id)?,
        title: value.get("title")?.as_text()?.into(),
        opened_ms: u64::try_from(value.get("opened")?.as_int()?).ok()?,
        organiser,
    })
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;

    fn known(id: u8, opened_ms: u64) -> KnownWorkshop {
        KnownWorkshop {
            id: WorkshopId([id; 16]),
            title: "Lokakarya \"Inovasi\"".into(),
            opened_ms,
            organiser: (id > 1).then_some(PublicKey([id; 32])),
        }
    }

    #[test]
    fn a_device_remembers() {
        let place = || AnyBackend::memory("devices::a_device_remembers");
        block_on(async {
            let (store, device) = DeviceStore::load(place()).await.unwrap();
            assert_eq!(device, Device::default());
            store.remember(&known(1, 5)).await.unwrap();
            store.remember(&known(2, 7)).await.unwrap();
            store.remember(&known(3, 1)).await.unwrap();
            store.remember(&known(1, 9)).await.unwrap();
            store.forget(&known(3, 1).id).await.unwrap();
            store.set_language("en").await.unwrap();
            store.set("install.hidden", "ya").await.unwrap();
            let (_, device) = DeviceStore::load(place()).await.unwrap();
            assert_eq!(device.workshops, [known(1, 9), known(2, 7)]);
            assert_eq!(device.language.as_deref(), Some("en"));
            assert_eq!(device.settings.get("install.hidden").unwrap(), "ya");
            assert_eq!(device.unreadable, 0);
        });
    }

    #[test]
    fn rows_of_other_versions_stay() {
        let place = AnyBackend::memory("devices::rows_of_other_versions_stay");
        block_on(async {
            let (store, _) = DeviceStore::load(place.clone()).await.unwrap();
            let odd = Change::Put(Store::Meta, "w.odd".into(), vec![0xff]);
            place.commit(&[odd]).await.unwrap();
            store.remember(&known(1, 5)).await.unwrap();
            let (_, device) = DeviceStore::load(place.clone()).await.unwrap();
            assert_eq!((device.workshops.len(), device.unreadable), (1, 1));
            let row = place.get(Store::Meta, "w.odd").await.unwrap();
            assert_eq!(row, Some(vec![0xff]));
        });
    }
}
