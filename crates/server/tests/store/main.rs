//! What holds for every store, shown over each of them with really signed patches and a real ledger; and what is
//! particular to one of them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use gagas_server::store::Keeper;

/// Where a contract is tried: one set of workshops, which can be opened more than once.
pub(crate) trait Bed {
    /// The kind of store.
    type Store: Keeper;
    /// Whether what was opened twice are two processes' ways to the same data; else two handles of one.
    const APART: bool;

    /// Opens the store.
    async fn open(&self) -> Self::Store;
}

/// Makes a test of each part of the contract for the bed that an expression gives, unless it gives none.
macro_rules! contract {
    ($bed:expr; $($part:ident::$name:ident),* $(,)?) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(bed) = $bed.await {
                    crate::$part::$name(&bed).await;
                }
            }
        )*
    };
    ($bed:expr) => {
        contract! { $bed;
            contract::a_workshop_is_created_once_and_deleted_for_ever,
            contract::nothing_is_known_of_an_unknown_workshop,
            contract::tokens_only_go_forward,
            contract::what_was_committed_is_read_after_any_place,
            contract::another_node_follows_to_the_same_state,
            contract::what_is_numbered_anew_takes_its_old_place_away,
            contract::a_write_that_is_dropped_changes_nothing,
            contract::writers_of_one_workshop_wait_for_each_other_and_readers_miss_nothing,
            contract::workshops_do_not_mix,
            contract::erased_patches_are_gone_and_the_revision_counts,
            contract::bodies_come_back_verbatim,
            contract::everything_survives_a_new_start,
            contract::who_knows_a_timeline_that_is_gone_reads_everything,
            hub::what_is_not_there_leaves_nothing_in_memory,
            hub::a_store_that_went_back_is_noticed,
            hub::a_writer_that_failed_is_replaced,
            whole::old_marks_are_thinned_out,
            whole::a_whole_workshop_is_carried_unchanged,
            whole::what_is_there_or_deleted_is_not_overwritten,
            whole::a_snapshot_is_of_one_moment,
            whole::sizes_and_words_are_found,
            commands::a_backup_comes_back_with_a_new_timeline,
            commands::one_workshop_goes_to_another_server,
            commands::what_is_wrong_is_found,
            commands::retention_erases_registrations_and_what_is_about_them,
            commands::workshops_are_listed,
        }
    };
}

mod cluster;
mod commands;
mod contract;
mod hub;
mod node;
mod postgres;
mod sqlite;
mod whole;
mod writing;
