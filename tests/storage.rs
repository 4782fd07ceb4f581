//! The storage contract, kept by every backend: in memory on the host, by IndexedDB in a browser.
//! What only a browser can do to storage stands in `storage/hazards.rs`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "storage/contract.rs"]
mod contract;

#[cfg(target_arch = "wasm32")]
#[path = "storage/hazards.rs"]
mod hazards;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

use gagas::storage::backend::AnyBackend;

#[cfg(target_arch = "wasm32")]
async fn open(name: &str) -> AnyBackend {
    AnyBackend::open(name).await.unwrap()
}

#[cfg(not(target_arch = "wasm32"))]
async fn open(name: &str) -> AnyBackend {
    AnyBackend::memory(name)
}

macro_rules! keeps {
    ($($case:ident)*) => {
        #[cfg(target_arch = "wasm32")]
        mod indexed_db {
            use wasm_bindgen_test::wasm_bindgen_test;
            $(#[wasm_bindgen_test]
            async fn $case() {
                super::contract::$case().await;
            })*
        }

        #[cfg(not(target_arch = "wasm32"))]
        mod memory {
            $(#[test]
            fn $case() {
                futures::executor::block_on(super::contract::$case());
            })*
        }
    };
}

keeps! {
    a_new_database_is_empty
    changes_are_made_in_order
    bytes_come_back_as_they_were
    rows_come_in_the_order_of_their_keys
    stores_are_apart
    five_thousand_rows_are_one_commit
    commits_outlive_their_handle
    handles_see_each_other
    a_commit_is_seen_whole_or_not_at_all
    commits_under_way_keep_their_order
    an_erased_database_is_not_written_again
    erasing_during_a_commit_leaves_nothing_behind
}
