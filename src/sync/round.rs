//! A round: sends what waits, reads all that is new, and again until nothing is left.

use gagas_domain::id::{PatchId, WorkshopId};
use gagas_domain::sync::client::{Progress, Pulled, Pushed, push_body};

use super::client::{Trouble, now_in};
use super::{AGAIN_MS, AWAY_MS, Engine};
use crate::platform::request::Answer;
use crate::platform::{clock, random, request};
use crate::state::Page;

/// Others' patches are sent after a time by chance, in ms, so that a hall full of phones does not send them all.
const OTHERS_MS: u64 = 60_000;
/// How often a round may begin anew before it waits.
const TURNS: u32 = 3;
/// Pushes of so many patches get through any network.
const SLOW: usize = 8;

impl Engine {
    pub(super) async fn round(self, id: WorkshopId) -> Result<(), Trouble> {
        let Self(app, held) = self;
        app.reread().await;
        let mut progress = app.progress();
        held.offset_ms.set(progress.offset_ms);
        held.begun.set(app.begun.get_untracked());
        if held.rotates.take() {
            self.rotate(id).await;
            self.still(id)?;
        }
        // What was pulled is known to this page only: another page begins again.
        let reader = self.reader();
        let same = progress.reader == reader;
        let resumes = same && progress.healing && held.pulled.borrow().is_some();
        if !same || progress.healing != resumes {
            progress = progress.beginning(reader);
        }
        if !resumes {
            held.pulled.replace(progress.healing.then(Default::default));
            held.older
                .set(if progress.healing { self.older() } else { 0 });
        }
        let mut turns = TURNS;
        // Where others' patches are due, somebody else may have brought them meanwhile.
        let mut reads_first = app.carries();
        loop {
            // A server that has not been read yet may be another one.
            let sends = !progress.epoch.is_empty() && !std::mem::take(&mut reads_first);
            let sent = match sends {
                true => self.send(id, &mut progress).await,
                false => Ok(app.carries() || app.waiting_untracked() > 0),
            };
            // One that takes nothing, as with a full disk, may still be read.
            let more = self.read(id, &mut progress, &mut turns).await?;
            if !sent? && !more {
                return Ok(());
            }
        }
    }

    /// Pushes one batch; tells whether there may be more to push.
    async fn send(self, id: WorkshopId, progress: &mut Progress) -> Result<bool, Trouble> {
        let Self(app, held) = self;
        let now = clock::now_ms();
        if now >= held.limited_until.get() {
            held.limited.take();
        }
        let again = now >= held.again_at.get();
        if again {
            held.stuck.take();
        }
        let others = now >= held.others_at.get();
        let out = app.outgoing(others, again, |id| {
            held.limited.borrow().contains(id) || held.stuck.borrow().contains(id)
        });
        if out.is_empty() {
            return Ok(false);
        }
        let signed = out.iter().map(|outgoing| &outgoing.signed);
        let (body, count) = push_body(signed, held.batch.get().max(1));
        let sent = &out[..count];
        if again {
            held.again_at.set(now + AGAIN_MS);
        }
        let asked = request::ask(&self.ask(&id, "/push", Some(body))).await;
        self.still(id)?;
        let slow = asked.as_ref().map_or(true, is_slow);
        if slow && count > SLOW {
            // Too much for this network in the time there is.
            held.batch.set(count / 2);
        }
        let answer = asked?;
        if matches!(answer.status, 400 | 413 | 422) {
            // Something in it keeps all of it from being read: the half of it is tried, and what is alone waits.
            held.batch.set(count / 2);
            if let [alone] = sent {
                held.stuck.borrow_mut().push(alone.id);
            }
            return Ok(true);
        }
        if answer.status == 404 {
            // Reading tells why, and makes the workshop anew where that can be done.
            return Ok(false);
        }
        self.check(&answer)?;
        held.batch.set(held.batch.get().max(1).saturating_mul(2));
        let answer = Pushed::read(&answer.text).ok_or(Trouble::Odd)?;
        self.heard(progress, answer.now_ms, now);
        let left = app.take_results(progress, sent, &answer);
        let left_out = sent.len() - answer.results.len().min(sent.len());
        held.stuck.borrow_mut().extend(&left.stuck);
        if !left.limited.is_empty() {
            held.limited.borrow_mut().extend(&left.limited);
            held.limited_until
                .set(clock::now_ms() + left.wait_ms.max(1_000));
        }
        if left.ahead && app.set_back().await {
            // Copies have ids of their own.
            self.still(id)?;
        }
        Ok(left_out == 0)
    }

    /// Pulls page after page to the end; tells whether something is to be sent now that was not known before.
    async fn read(
        self,
        id: WorkshopId,
        progress: &mut Progress,
        turns: &mut u32,
    ) -> Result<bool, Trouble> {
        let Self(app, held) = self;
        // How far a visitor is says nothing about what a participant has read.
        let mut visit = None;
        loop {
            let marks = app.marks();
            let asked = clock::now_ms();
            let answer = match &visit {
                Some(next) => self.pull_public(&id, next).await?,
                None => self.pull(&id, progress, &marks).await?,
            };
            self.still(id)?;
            if let (403, Some(now)) = (answer.status, now_in(&answer)) {
                // What was signed is off the server's clock.
                self.turn(turns)?;
                self.heard(progress, now, asked);
                self.prove_anew();
                continue;
            }
            if answer.status == 404 {
                if let Some(seed) = app.organiser_seed_untracked() {
                    if held.further.get().0 == 0 {
                        self.turn(turns)?;
                    }
                    if self.make(id, &seed, progress).await? {
                        self.begin_again(progress);
                        app.begin_again(progress, &marks);
                    }
                    continue;
                }
                if visit.is_some() || app.bearer(0).is_empty() {
                    return Err(Trouble::Refused);
                }
                // An invitation that holds no more still shows what is public.
                visit = Some(held.visit.take());
                continue;
            }
            self.check(&answer)?;
            self.found();
            let page = Pulled::read(&answer.text).ok_or(Trouble::Odd)?;
            self.heard(progress, page.now_ms, asked);
            if let Some(next) = &mut visit {
                if page.reset {
                    self.turn(turns)?;
                }
                *next = page.next;
                let (new, here) = app.admit(page.patches).await;
                self.still(id)?;
                let public = Page {
                    new,
                    here,
                    ..Page::default()
                };
                app.take_page(progress, &[], &[], public);
                if page.more || page.reset {
                    continue;
                }
                held.visit.replace(visit.unwrap_or_default());
                return Err(Trouble::Refused);
            }
            if page.reset {
                self.turn(turns)?;
                self.begin_again(progress);
                app.begin_again(progress, &marks);
                continue;
            }
            if let Some(pulled) = held.pulled.borrow_mut().as_mut() {
                let ids = page.patches.iter();
                pulled.extend(ids.map(|patch| PatchId::of(&patch.body)));
            }
            progress.seq = page.next.seq;
            progress.epoch = page.epoch;
            let (new, here) = app.admit(page.patches).await;
            self.still(id)?;
            let taken = Page {
                new,
                here,
                counts: page.tallies,
                standing: app.standing(page.taken, &page.verdicts),
            };
            app.take_page(progress, &marks, &page.next.marks, taken);
            if page.more {
                continue;
            }
            let older = held.older.get();
            if older > 0 {
                // All is read once more, with keys that had no place in the request.
                held.older.set(older - 1);
                (progress.seq, progress.epoch) = (0, String::new());
                continue;
            }
            let Some(mut pulled) = held.pulled.take() else {
                return Ok(false);
            };
            pulled.sort_unstable();
            progress.healing = false;
            let told = app.heal(progress, &pulled).await;
            self.still(id)?;
            if !told {
                return Err(Trouble::Odd);
            }
            self.put_off_others();
            return Ok(app.carries());
        }
    }

    /// Draws when others' patches may be sent. There are few organisers' phones: these need not wait for one another.
    pub(super) fn put_off_others(self) {
        let organiser = self.0.organiser_seed_untracked().is_some();
        let chance = i64::try_from(random::number() % OTHERS_MS).unwrap_or(0);
        let wait = if organiser { 0 } else { chance };
        self.1.others_at.set(clock::now_ms() + wait);
    }

    fn begin_again(self, progress: &mut Progress) {
        let before = std::mem::take(progress);
        let reader = before.reader.clone();
        *progress = before.beginning(&reader);
        self.1.pulled.replace(Some(Vec::new()));
        self.1.older.set(self.older());
    }

    /// Stands for what the bearer of requests may read: a newer link to the same shows nothing else.
    fn reader(self) -> &'static str {
        match self.0.organiser_seed_untracked() {
            Some(_) => "organiser",
            None if self.0.bearer(0).is_empty() => "visitor",
            None => "participant",
        }
    }

    pub(super) fn heard(self, progress: &mut Progress, now_ms: i64, asked_ms: i64) {
        progress.heard(now_ms, asked_ms, clock::now_ms());
        self.1.offset_ms.set(progress.offset_ms);
    }

    fn turn(self, turns: &mut u32) -> Result<(), Trouble> {
        *turns = turns.checked_sub(1).ok_or(Trouble::Odd)?;
        Ok(())
    }

    /// Another workshop may have been opened meanwhile, or another person's keys have come, who may read more.
    pub(super) fn still(self, id: WorkshopId) -> Result<(), Trouble> {
        let Self(app, held) = self;
        if app.workshop_id() == Some(id) && app.begun.get_untracked() == held.begun.get() {
            Ok(())
        } else {
            Err(Trouble::Offline)
        }
    }

    /// Judges an answer by its status; one that tells when to come again is heeded.
    pub(super) fn check(self, answer: &Answer) -> Result<(), Trouble> {
        match answer.status {
            200 => Ok(()),
            401 | 403 | 404 | 410 => Err(Trouble::Refused),
            _ if answer.wait_s > 0 => {
                let wait = i64::from(answer.wait_s).saturating_mul(1_000).min(AWAY_MS);
                self.1.away_until.set(clock::now_ms() + wait);
                Err(Trouble::Away)
            }
            _ => Err(Trouble::Odd),
        }
    }
}

/// Tells whether a proxy or the server gave up before all of it was there.
fn is_slow(answer: &Answer) -> bool {
    matches!(answer.status, 408 | 502 | 504)
}
