//! Single stories that a random run meets too seldom, or says too little about.

use crate::replica::Real;
use crate::served::Served;
use crate::server::Server;
use crate::stats::Stats;
use crate::variant::Variant;
use crate::world::World;

const HOUR: i64 = 3_600;

fn world(variant: Variant, clients: &[(&[usize], i64)]) -> World<Server<Real>> {
    World::story(variant, clients)
}

/// A phone 20 hours ahead hands its idea to a phone that is right, by link or QR. If receiving
/// moved the clock, everything the right phone writes from then on would be 20 hours ahead as
/// well, refused by the server as `clock_ahead`, and handed on to the next phone in turn.
fn one_phone_is_a_day_ahead(variant: Variant) -> Result<(u64, usize), String> {
    let mut world = world(variant, &[(&[0, 1], 20 * HOUR), (&[2], 0)]);
    world.say(0, 1, "f0", 1)?;
    world.hand_over(0, 1);
    let patch = world.say(1, 2, "f0", 2)?;
    let ahead = patch.stamp().ms - world.now;
    world.clients[1].outbox.retain(|entry| entry.own);
    world.push(1)?;
    Ok((ahead, world.stats.refused))
}

#[test]
fn one_wrong_clock_poisons_nobody() {
    assert_eq!(one_phone_is_a_day_ahead(Variant::Sound), Ok((0, 0)));
    let day = 20 * HOUR as u64 * 1_000;
    assert_eq!(one_phone_is_a_day_ahead(Variant::MovingClock), Ok((day, 1)));
}

/// The idea of a phone 20 hours ahead was shared before the server refused it: a copy with a right
/// stamp is served at once, the shared original waits for its time, and later edits win over both.
#[test]
fn what_was_shared_too_early_is_served_at_once() {
    let mut world = world(Variant::Sound, &[(&[0, 1], 20 * HOUR), (&[2], 0)]);
    world.say(0, 1, "f0", 1).unwrap();
    world.hand_over(0, 1);
    world.push(0).unwrap();
    world.push(0).unwrap();
    let served = |world: &World<Server<Real>>| {
        let server = world.server.as_ref().unwrap();
        let records = server.records();
        let idea = records.records().next();
        idea.and_then(|record| record.int("f0"))
    };
    assert_eq!(served(&world), Some(1));
    world.say(0, 1, "f0", 2).unwrap();
    world.push(0).unwrap();
    world.push(0).unwrap();
    assert_eq!(served(&world), Some(2));
    assert_eq!(world.finish().unwrap().waited, 1);
}

/// Two organisers' phones, one 110 s ahead (which the server bears), one ten minutes (which it
/// does not). The second pulls the first one's words while its own, later ones still wait; when
/// they get a new stamp they must still win, here and on the server.
fn two_organisers_phones_are_ahead(variant: Variant) -> Result<Stats, String> {
    let mut world = world(variant, &[(&[0], 110), (&[0], 600)]);
    world.say(0, 0, "f0", 1)?;
    world.push(0)?;
    world.say(1, 0, "f0", 2)?;
    world.pull(1)?;
    world.push(1)?;
    let stats = world.finish()?;
    assert!(stats.taken_back == 1);
    Ok(stats)
}

#[test]
fn a_new_stamp_still_beats_what_the_write_beat() {
    two_organisers_phones_are_ahead(Variant::Sound).unwrap();
    for broken in [Variant::RestampMerged, Variant::RestampBlind] {
        let why = two_organisers_phones_are_ahead(broken).unwrap_err();
        println!("{broken:?}: {why}");
    }
}

/// The server takes a write and loses it again in a restore, while the writer's cursor is from
/// before the backup: nothing that was pulled can tell the loss, only the push's answer can.
fn a_restore_loses_an_acknowledged_write(variant: Variant) -> Result<Stats, String> {
    let mut world = world(variant, &[(&[0], 0), (&[1], 0)]);
    world.say(0, 0, "f0", 1)?;
    world.push(0)?;
    world.pull(1)?;
    world.back_up();
    world.say(1, 1, "f0", 2)?;
    world.push(1)?;
    world.restore();
    world.finish()
}

#[test]
fn an_acknowledged_write_survives_a_restore() {
    a_restore_loses_an_acknowledged_write(Variant::Sound).unwrap();
    for broken in [Variant::NoPushMark, Variant::NoMarks, Variant::NoRepush] {
        let why = a_restore_loses_an_acknowledged_write(broken).unwrap_err();
        println!("{broken:?}: {why}");
    }
}
