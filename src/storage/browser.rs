//! A database in IndexedDB, which survives its connection being lost.
//!
//! Owns the connection: when it is opened, dropped and opened once more. Must not know what the
//! bytes mean. One commit is one transaction over all four stores; all puts are issued at once,
//! because a transaction ends as soon as the event loop turns.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbRequest, IdbTransaction, IdbVersionChangeEvent};

use super::backend::{Backend, Change, Row, Rows, StorageError, Store};
use super::request::{begin, complete, delete, fault, open};

/// A handle to a database in IndexedDB; clones are the same handle.
#[derive(Clone, Debug)]
pub struct Browser {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    name: String,
    connection: RefCell<Option<Rc<Connection>>>,
    erased: Rc<Cell<bool>>,
}

/// An open connection, which closes itself where another tab needs it closed.
#[derive(Debug)]
struct Connection {
    database: IdbDatabase,
    alive: Rc<Cell<bool>>,
    _on_version: Closure<dyn FnMut(IdbVersionChangeEvent)>,
    _on_close: Closure<dyn FnMut(Event)>,
}

impl Browser {
    /// Opens the database of that name, or makes it.
    ///
    /// # Errors
    /// [`StorageError`], [`StorageError::Unavailable`] in windows without a database.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        let browser = Self {
            inner: Rc::new(Inner {
                name: name.into(),
                connection: RefCell::default(),
                erased: Rc::default(),
            }),
        };
        let (database, _) = match open(name).await {
            Err(StorageError::Lost) => open(name).await?,
            other => other?,
        };
        browser.inner.hold(database);
        Ok(browser)
    }

    /// Closes the connection under the handle, unannounced, as iOS does. For tests.
    pub fn cut(&self) {
        if let Some(connection) = self.inner.connection.borrow().as_ref() {
            connection.database.close();
        }
    }
}

impl Inner {
    fn hold(&self, database: IdbDatabase) -> Rc<Connection> {
        let connection = Rc::new(Connection::new(database, &self.erased));
        self.connection.replace(Some(Rc::clone(&connection)));
        connection
    }

    async fn connected(&self) -> Result<Rc<Connection>, StorageError> {
        self.check()?;
        let held = self.connection.borrow().clone();
        if let Some(connection) = held.filter(|connection| connection.alive.get()) {
            return Ok(connection);
        }
        let (database, created) = match open(&self.name).await {
            // It was available once.
            Err(StorageError::Unavailable) => return Err(StorageError::Lost),
            other => other?,
        };
        if created {
            // It was there when this handle was opened, so somebody erased it since.
            database.close();
            self.erased.set(true);
        }
        self.check()?;
        Ok(self.hold(database))
    }

    fn check(&self) -> Result<(), StorageError> {
        if self.erased.get() {
            return Err(StorageError::Erased);
        }
        Ok(())
    }

    /// Does `work`; where the connection died, once more on a new one.
    async fn with<T>(
        &self,
        work: impl AsyncFn(&IdbDatabase) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        for _ in 0..2 {
            let done = match self.connected().await {
                Ok(connection) => work(&connection.database).await,
                Err(error) => Err(error),
            };
            match done {
                Err(StorageError::Lost) => {
                    self.connection.take();
                }
                other => return other,
            }
        }
        self.check()?;
        Err(StorageError::Lost)
    }
}

impl Connection {
    fn new(database: IdbDatabase, erased: &Rc<Cell<bool>>) -> Self {
        let alive = Rc::new(Cell::new(true));
        let on_version = {
            let (database, alive, erased) =
                (database.clone(), Rc::clone(&alive), Rc::clone(erased));
            Closure::new(move |event: IdbVersionChangeEvent| {
                alive.set(false);
                // Without a new version it is to be deleted.
                if event.new_version().is_none() {
                    erased.set(true);
                }
                database.close();
            })
        };
        let on_close = {
            let alive = Rc::clone(&alive);
            Closure::new(move |_: Event| alive.set(false))
        };
        database.set_onversionchange(Some(on_version.as_ref().unchecked_ref()));
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self {
            database,
            alive,
            _on_version: on_version,
            _on_close: on_close,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

impl Backend for Browser {
    async fn read(&self, store: Store) -> Result<Vec<Row>, StorageError> {
        let work = async |database: &IdbDatabase| read(database, &[store]).await;
        let tables = self.inner.with(work).await?;
        Ok(tables.into_iter().next().unwrap_or_default())
    }

    async fn read_all(&self) -> Result<Rows, StorageError> {
        let work = async |database: &IdbDatabase| read(database, &Store::ALL).await;
        let mut tables = self.inner.with(work).await?.into_iter();
        let mut next = || tables.next().unwrap_or_default();
        Ok(Rows {
            meta: next(),
            outbox: next(),
            log: next(),
            snap: next(),
        })
    }

    async fn get(&self, store: Store, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let work = async |database: &IdbDatabase| {
            let transaction = begin(database, &[store], false)?;
            let request = transaction
                .object_store(store.name())
                .and_then(|rows| rows.get(&key.into()))
                .map_err(fault)?;
            complete(&transaction).await?;
            let value = request.result().map_err(fault)?;
            if value.is_undefined() {
                return Ok(None);
            }
            bytes(value).map(Some)
        };
        self.inner.with(work).await
    }

    async fn commit(&self, changes: &[Change]) -> Result<(), StorageError> {
        let work = async |database: &IdbDatabase| {
            let transaction = begin(database, &Store::ALL, true)?;
            if let Err(error) = issue(&transaction, changes) {
                // What was issued before must not stay.
                transaction.abort().map_err(fault)?;
                return Err(fault(error));
            }
            complete(&transaction).await
        };
        self.inner.with(work).await
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        if self.inner.erased.replace(true) {
            return Ok(());
        }
        if let Some(connection) = self.inner.connection.take() {
            connection.database.close();
        }
        let done = delete(&self.inner.name).await;
        if !matches!(done, Ok(()) | Err(StorageError::Blocked)) {
            self.inner.erased.set(false);
        }
        done
    }
}

fn issue(transaction: &IdbTransaction, changes: &[Change]) -> Result<(), JsValue> {
    for change in changes {
        let rows = |store: &Store| transaction.object_store(store.name());
        match change {
            Change::Put(store, key, bytes) => {
                let value = Uint8Array::from(bytes.as_slice());
                rows(store)?.put_with_key(&value, &key.as_str().into())?;
            }
            Change::Delete(store, key) => {
                rows(store)?.delete(&key.as_str().into())?;
            }
            Change::Clear(store) => {
                rows(store)?.clear()?;
            }
        }
    }
    Ok(())
}

async fn read(database: &IdbDatabase, stores: &[Store]) -> Result<Vec<Vec<Row>>, StorageError> {
    let transaction = begin(database, stores, false)?;
    let mut requests = Vec::new();
    for store in stores {
        let rows = transaction.object_store(store.name()).map_err(fault)?;
        let keys = rows.get_all_keys().map_err(fault)?;
        let values = rows.get_all().map_err(fault)?;
        requests.push((keys, values));
    }
    complete(&transaction).await?;
    requests
        .iter()
        .map(|(keys, values)| {
            list(keys)?
                .iter()
                .zip(list(values)?.iter())
                .map(|(key, value)| Ok((key.as_string().ok_or_else(odd)?, bytes(value)?)))
                .collect()
        })
        .collect()
}

fn list(request: &IdbRequest) -> Result<Array, StorageError> {
    let result = request.result().map_err(fault)?;
    result.dyn_into().map_err(|_| odd())
}

fn bytes(value: JsValue) -> Result<Vec<u8>, StorageError> {
    let array: Uint8Array = value.dyn_into().map_err(|_| odd())?;
    Ok(array.to_vec())
}

/// What a row is called that this app cannot have written.
fn odd() -> StorageError {
    StorageError::Failed("DataError".into())
}
