//! What browsers do to storage: each hazard brought about on a real IndexedDB, by closing what is
//! open, by a connection that does not let go, or by a method that throws as a browser would.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use gagas::storage::backend::{AnyBackend, Backend, Change, StorageError, Store};
use gagas::storage::browser::Browser;
use gagas::storage::channel::{Channel, Message};
use gagas::storage::persistence::{Persistence, estimate, persisted};
use gagas::storage::workshop_store::{Loaded, Unloaded};
use gagas::storage::writer::{WriteState, Writer};
use gagas_domain::SigningKey;
use gagas_domain::id::{NodeId, WorkshopId};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::stamp::Stamp;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{IdbDatabase, IdbOpenDbRequest};

fn put(key: &str, bytes: &[u8]) -> Change {
    Change::Put(Store::Meta, key.into(), bytes.into())
}

async fn fresh(name: &str) -> Browser {
    let browser = Browser::open(name).await.unwrap();
    browser.destroy().await.unwrap();
    Browser::open(name).await.unwrap()
}

/// A method of a prototype, replaced until this is dropped.
struct Sabotage {
    prototype: JsValue,
    name: &'static str,
    original: JsValue,
}

impl Sabotage {
    /// Makes `class.prototype.name` this function; `original` is the method that it replaces.
    fn new(class: &str, name: &'static str, body: &str) -> Self {
        let class = Reflect::get(&js_sys::global(), &class.into()).unwrap();
        let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
        let original = Reflect::get(&prototype, &name.into()).unwrap();
        let make = Function::new_with_args("original", body);
        let broken = make.call1(&JsValue::NULL, &original).unwrap();
        Reflect::set(&prototype, &name.into(), &broken).unwrap();
        Self {
            prototype,
            name,
            original,
        }
    }
}

impl Drop for Sabotage {
    fn drop(&mut self) {
        Reflect::set(&self.prototype, &self.name.into(), &self.original).unwrap();
    }
}

/// A property that gives another answer until this is dropped.
struct Pretence {
    object: Object,
    name: &'static str,
    original: JsValue,
}

impl Pretence {
    fn new(object: Object, name: &'static str, body: &str) -> Self {
        let original = Object::get_own_property_descriptor(&object, &name.into());
        let answer = Object::new();
        let get = Function::new_no_args(body);
        Reflect::set(&answer, &"get".into(), &get).unwrap();
        Reflect::set(&answer, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&object, &name.into(), &answer);
        Self {
            object,
            name,
            original,
        }
    }
}

impl Drop for Pretence {
    fn drop(&mut self) {
        let original = self.original.unchecked_ref();
        Object::define_property(&self.object, &self.name.into(), original);
    }
}

async fn sleep(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again() {
    let browser = fresh("hazard:lost").await;
    browser.commit(&[put("a", b"1")]).await.unwrap();
    browser.cut();
    browser.commit(&[put("b", b"2")]).await.unwrap();
    browser.cut();
    assert_eq!(browser.read_all().await.unwrap().meta.len(), 2);
    browser.cut();
    let found = browser.get(Store::Meta, "b").await.unwrap();
    assert_eq!(found.as_deref(), Some(&b"2"[..]));
}

#[wasm_bindgen_test]
async fn a_connection_lost_in_the_middle_is_a_retry_of_the_whole() {
    let browser = fresh("hazard:middle").await;
    let sabotage = Sabotage::new(
        "IDBObjectStore",
        "put",
        "let calls = 0; return function (value, key) {
            const request = original.call(this, value, key);
            if (++calls === 2) this.transaction.abort();
            return request;
        }",
    );
    let changes = [put("a", b"1"), put("b", b"2"), put("c", b"3")];
    browser.commit(&changes).await.unwrap();
    drop(sabotage);
    assert_eq!(browser.read_all().await.unwrap().meta.len(), 3);
}

#[wasm_bindgen_test]
async fn a_connection_lost_twice_is_told_and_keeps_what_was_there() {
    let browser = fresh("hazard:twice").await;
    browser.commit(&[put("a", b"1")]).await.unwrap();
    let sabotage = Sabotage::new(
        "IDBDatabase",
        "transaction",
        "return function () {
            throw new DOMException('The database connection is closing.', 'InvalidStateError');
        }",
    );
    let failed = browser.commit(&[put("a", b"2")]).await;
    assert_eq!(failed, Err(StorageError::Lost));
    assert_eq!(browser.read_all().await, Err(StorageError::Lost));
    drop(sabotage);
    let found = browser.get(Store::Meta, "a").await.unwrap();
    assert_eq!(found.as_deref(), Some(&b"1"[..]));
    browser.commit(&[put("a", b"2")]).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_full_disk_keeps_nothing_of_the_commit() {
    let browser = fresh("hazard:full").await;
    let sabotage = Sabotage::new(
        "IDBObjectStore",
        "put",
        "return function (value, key) {
            if (key === 'b') throw new DOMException('', 'QuotaExceededError');
            return original.call(this, value, key);
        }",
    );
    let failed = browser.commit(&[put("a", b"1"), put("b", b"2")]).await;
    drop(sabotage);
    assert_eq!(failed, Err(StorageError::Full));
    assert!(browser.read_all().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn a_quota_at_commit_shows_as_an_abort() {
    let browser = fresh("hazard:quota").await;
    // The event is the browser's own; only the reason it gives is put in its mouth.
    let class = Reflect::get(&js_sys::global(), &"IDBTransaction".into()).unwrap();
    let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
    let pretence = Pretence::new(
        prototype.unchecked_into(),
        "error",
        "return new DOMException('', 'QuotaExceededError')",
    );
    let sabotage = Sabotage::new(
        "IDBObjectStore",
        "put",
        "return function (value, key) {
            const request = original.call(this, value, key);
            request.onsuccess = () => this.transaction.abort();
            return request;
        }",
    );
    let failed = browser.commit(&[put("a", b"1"), put("b", b"2")]).await;
    drop((sabotage, pretence));
    assert_eq!(failed, Err(StorageError::Full));
    assert!(browser.read_all().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn commits_ask_for_the_disk() {
    let browser = fresh("hazard:strict").await;
    let sabotage = Sabotage::new(
        "IDBDatabase",
        "transaction",
        "return function (...asked) {
            const transaction = original.apply(this, asked);
            globalThis.durabilities ??= [];
            globalThis.durabilities.push(transaction.mode + ' ' + transaction.durability);
            return transaction;
        }",
    );
    browser.commit(&[put("a", b"1")]).await.unwrap();
    drop(sabotage);
    let seen = Reflect::get(&js_sys::global(), &"durabilities".into()).unwrap();
    let seen: js_sys::Array = seen.unchecked_into();
    assert_eq!(seen.join(","), "readwrite strict");
}

#[wasm_bindgen_test]
async fn a_window_without_a_database_says_so() {
    let window: Object = web_sys::window().unwrap().unchecked_into();
    let pretence = Pretence::new(window, "indexedDB", "return undefined");
    let opened = AnyBackend::open("hazard:private").await.err();
    drop(pretence);
    assert_eq!(opened, Some(StorageError::Unavailable));

    let sabotage = Sabotage::new(
        "IDBFactory",
        "open",
        "return function () { throw new DOMException('', 'SecurityError') }",
    );
    let opened = AnyBackend::open("hazard:private").await.err();
    drop(sabotage);
    assert_eq!(opened, Some(StorageError::Unavailable));
    assert!(
        AnyBackend::open("hazard:private")
            .await
            .unwrap()
            .is_durable()
    );
}

/// Opens the database past the storage, by a connection that ignores all requests to close.
async fn stubborn(name: &str) -> IdbDatabase {
    let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
    let request: IdbOpenDbRequest = factory.open(name).unwrap();
    let (tell, told) = oneshot::channel();
    let done = Closure::once(move || tell.send(()).unwrap());
    request.set_onsuccess(Some(done.as_ref().unchecked_ref()));
    told.await.unwrap();
    request.result().unwrap().unchecked_into()
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_is_not_waited_for() {
    let name = "hazard:blocked";
    let browser = fresh(name).await;
    browser.commit(&[put("a", b"1")]).await.unwrap();
    let other = stubborn(name).await;
    assert_eq!(browser.destroy().await, Err(StorageError::Blocked));
    let opened = AnyBackend::open(name).await.err();
    assert_eq!(opened, Some(StorageError::Blocked));
    assert_eq!(
        browser.commit(&[put("a", b"2")]).await,
        Err(StorageError::Erased)
    );
    other.close();
    // The deletion that was asked for comes true, and the late connection is not in the way.
    sleep(200).await;
    let again = Browser::open(name).await.unwrap();
    assert!(again.read_all().await.unwrap().is_empty());
    again.destroy().await.unwrap();
}

#[wasm_bindgen_test]
async fn a_database_that_vanished_is_not_begun_anew() {
    let name = "hazard:vanished";
    let browser = fresh(name).await;
    browser.commit(&[put("a", b"1")]).await.unwrap();
    // As when the person clears the site's data: the connection dies without a word to the handle.
    browser.cut();
    let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
    factory.delete_database(name).unwrap();
    let failed = browser.commit(&[put("b", b"2")]).await;
    assert_eq!(failed, Err(StorageError::Erased));
    let failed = browser.commit(&[put("b", b"2")]).await;
    assert_eq!(failed, Err(StorageError::Erased));
    let (_, loaded) = Unloaded::new(AnyBackend::open(name).await.unwrap())
        .load()
        .await
        .unwrap();
    assert_eq!(loaded, Loaded::default());
}

fn idea(title: &str) -> Patch {
    let draft = Draft {
        workshop: WorkshopId([1; 16]),
        kind: Kind::Idea,
        nonce: [3; 8].into(),
        fields: vec![("title".into(), title.into())],
    };
    let key = SigningKey::from_bytes(&[5; 32]);
    let stamp = Stamp::at(1_790_000_000_123);
    draft.sign(&key, stamp, NodeId([7; 8])).unwrap()
}

#[wasm_bindgen_test]
async fn a_written_workshop_is_found_after_a_reload() {
    let name = "hazard:workshop";
    fresh(name).await;
    let (store, _) = Unloaded::new(AnyBackend::open(name).await.unwrap())
        .load()
        .await
        .unwrap();
    let states = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&states);
    let writer = Writer::new(store.clone(), spawn_local, move |state| {
        heard.borrow_mut().push(state);
    });
    let patch = idea("Antrean daring");
    writer.write([store.queue(&patch), store.put_meta("seed", vec![7; 32])].concat());
    assert_eq!(writer.flush().await, Ok(()));
    assert_eq!(*states.borrow(), [WriteState::Saving, WriteState::Saved]);

    let (_, loaded) = Unloaded::new(AnyBackend::open(name).await.unwrap())
        .load()
        .await
        .unwrap();
    assert_eq!(loaded.outbox[0].patch, *patch.signed());
    assert_eq!(loaded.meta.get("seed").unwrap(), &[7; 32]);
}

#[wasm_bindgen_test]
async fn an_edit_in_one_tab_is_seen_in_the_other() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let list = Rc::clone(&heard);
    let hear = move |message| list.borrow_mut().push(message);
    let two = Channel::join("hazard:tabs", hear).unwrap();
    let wrong = Rc::new(Cell::new(0));
    let counter = || {
        let count = Rc::clone(&wrong);
        move |_| count.set(count.get() + 1)
    };
    let one = Channel::join("hazard:tabs", counter()).unwrap();
    let _elsewhere = Channel::join("hazard:tabs2", counter()).unwrap();
    let said = [
        Message::Queue,
        Message::Patches(vec![idea("Antrean \"daring\"\n").signed().clone()]),
        Message::Meta("draft".into()),
        Message::Erased,
    ];
    for message in &said {
        assert!(one.post(message));
    }
    sleep(100).await;
    assert_eq!(*heard.borrow(), said);
    assert_eq!(wrong.get(), 0, "neither oneself nor another workshop");
    drop(two);
    assert!(one.post(&Message::Queue));
    sleep(50).await;
    assert_eq!(heard.borrow().len(), said.len());
}

#[wasm_bindgen_test]
async fn the_browser_answers_about_persistence() {
    let navigator = web_sys::window().unwrap().navigator();
    if navigator.storage().is_undefined() {
        // WebKitGTK: nothing to ask.
        assert_eq!(persisted().await, Persistence::Unknown);
        assert_eq!(estimate().await, None);
        return;
    }
    assert_ne!(persisted().await, Persistence::Unknown);
    let estimate = estimate().await.unwrap();
    assert!(estimate.quota > 1_000_000, "{estimate:?}");

    let sabotage = Sabotage::new("StorageManager", "persisted", "return undefined");
    let answer = persisted().await;
    drop(sabotage);
    assert_eq!(answer, Persistence::Unknown);
}
