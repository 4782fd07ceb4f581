//! The sync protocol as phones speak it, over each of the real stores.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

#[path = "../store/cluster.rs"]
mod cluster;
mod codes;
mod events;
mod place;
mod published;
mod pull;
mod roles;
mod support;

/// Makes a test over each store of every case; those behind `on` run on so many threads.
macro_rules! cases {
    ($($part:ident::$name:ident $(on $threads:literal)?),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test($(flavor = "multi_thread", worker_threads = $threads)?)]
                async fn $name() {
                    crate::$part::$name(crate::place::Place::Sqlite).await;
                }
            )*
        }

        mod postgres {
            $(
                #[tokio::test($(flavor = "multi_thread", worker_threads = $threads)?)]
                async fn $name() {
                    if crate::cluster::cluster().is_some() {
                        crate::$part::$name(crate::place::Place::Postgres).await;
                    }
                }
            )*
        }
    };
}

cases! {
    codes::each_is_answered_by_its_code_and_changes_nothing,
    codes::none_delays_another_and_the_order_stays,
    codes::a_later_kind_is_to_be_sent_again,
    codes::caps_floods_and_retention_refuse_by_code,
    codes::a_full_workshop_refuses_by_code_and_has_room_again,
    codes::the_late_are_superseded_and_verdicts_are_told,
    codes::bodies_counts_and_shapes_are_bounded,
    codes::a_repeated_patch_with_another_signature_is_verified,
    events::a_change_is_told_at_once_and_many_together,
    events::many_are_told_to_spread_what_they_ask_for,
    events::a_hidden_ballot_is_not_heard,
    events::silence_is_broken_every_15_seconds,
    events::a_stream_ends_with_what_let_it_in,
    events::a_stream_ends_when_the_server_stops,
    events::a_visitors_stream_ends_when_nothing_is_listed_any_more,
    pull::pages_are_bounded_compressed_and_whole,
    pull::everybody_reads_their_own_and_the_organiser_all,
    pull::what_is_theirs_alone_comes_in_its_place_among_pages_for_all,
    pull::whoever_asks_reads_how_registration_stands,
    pull::hidden_counts_do_not_leak,
    pull::nothing_new_costs_little,
    pull::a_cursor_of_another_timeline_begins_anew,
    pull::two_pollers_skip_nothing_while_many_push on 4,
    roles::every_route_for_every_role,
    roles::whoever_is_here_or_has_the_token_creates,
    roles::a_creation_is_signed_and_fresh,
    roles::rotated_tokens_replace_the_old_ones,
    roles::what_is_deleted_stays_so,
    roles::only_failed_tokens_are_counted,
    roles::a_hall_whose_workshop_was_lost_does_not_keep_its_organiser_out,
    roles::a_listed_workshop_shows_its_programme_to_all,
    roles::every_answer_carries_the_headers,
    published::a_listed_workshop_has_a_calendar,
}
