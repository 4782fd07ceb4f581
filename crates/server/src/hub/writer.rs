//! The one writer of a workshop on this node: pushes that wait together are one commit.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use gagas_domain::id::Mark;
use gagas_domain::kind::Kind;
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Judgement, Ledger, Reader};
use tokio::sync::{mpsc, oneshot};

use super::live::{Live, Pushed};
use super::{HubError, random};
use crate::store::{Store, StoreError, Writing};

/// The most pushes of one commit.
const TOGETHER: usize = 256;

/// How long nothing is tried after the store was full: each try costs reading the workshop anew.
const AGAIN: Duration = Duration::from_secs(1);

/// A push that waits for its commit.
pub(super) struct Job {
    pub(super) reader: Reader,
    pub(super) patches: Vec<Patch>,
    pub(super) answer: oneshot::Sender<Result<Pushed, HubError>>,
}

/// Writes what is pushed, as long as the workshop is held.
pub(super) async fn run<S: Store>(live: Weak<Live<S>>, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::new();
    let mut full: Option<(Instant, HubError)> = None;
    while queue.recv_many(&mut jobs, TOGETHER).await > 0 {
        let Some(live) = live.upgrade() else {
            return;
        };
        let (readers, answers): (Vec<_>, Vec<_>) = jobs
            .drain(..)
            .map(|job| ((job.reader, job.patches), job.answer))
            .unzip();
        let just = full.as_ref().filter(|(at, _)| at.elapsed() < AGAIN);
        let pushed = match just {
            Some((_, error)) => Err(HubError::clone(error)),
            None => {
                let pushed = write(&live, readers).await;
                let failed = pushed.as_ref().err().filter(|error| error.is_full());
                full = failed.map(|error| (Instant::now(), error.clone()));
                pushed
            }
        };
        answer(answers, pushed);
    }
}

fn answer(
    answers: Vec<oneshot::Sender<Result<Pushed, HubError>>>,
    pushed: Result<Vec<Pushed>, HubError>,
) {
    let pushed: Vec<_> = match pushed {
        Ok(pushed) => pushed.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error); answers.len()],
    };
    for (answer, pushed) in answers.into_iter().zip(pushed) {
        // Whoever hung up sends again and is told of a duplicate.
        let _ = answer.send(pushed);
    }
}

async fn write<S: Store>(
    live: &Live<S>,
    pushes: Vec<(Reader, Vec<Patch>)>,
) -> Result<Vec<Pushed>, HubError> {
    // From here to the commit nobody else writes: what others wrote before is read first. Readers go on meanwhile.
    let writing = live.store.write(live.id).await.map_err(Arc::new)?;
    let writing = writing.ok_or(HubError::Gone)?;
    let mut ledger = live.ledger.lock().await;
    let pushed = commit(live, &mut ledger, writing, pushes).await;
    if pushed.is_err() {
        // It is ahead of what is durable, or may be.
        *ledger = None;
    }
    Ok(pushed.map_err(Arc::new)?)
}

async fn commit<S: Store>(
    live: &Live<S>,
    held: &mut Option<Ledger>,
    mut writing: S::Writing,
    pushes: Vec<(Reader, Vec<Patch>)>,
) -> Result<Vec<Pushed>, StoreError> {
    let tenant = writing.tenant().clone();
    let known = live.known(held, &tenant);
    if held.is_none() || known != tenant.pulse {
        let changes = writing.changes(known).await?;
        live.adopt(held, tenant.clone(), changes);
    }
    let Some(ledger) = held else {
        return Ok(Vec::new());
    };
    let now = (live.rules.clock)();
    let judged: Vec<(Reader, Vec<Judgement>)> = pushes
        .into_iter()
        .map(|(reader, patches)| {
            let judgements = ledger.push(reader.role, now, patches);
            (reader, judgements)
        })
        .collect();
    if let Some(commit) = ledger.settle() {
        let mark = Mark(random());
        let forgotten = live.see(|shown| shown.shelf.forgets(tenant.pulse.commits + 1));
        writing.commit(&commit, mark, forgotten.flatten()).await?;
        let about =
            |kind: &Kind| matches!(kind, Kind::Registration | Kind::Admission | Kind::Workshop);
        let standing = commit.put.iter().any(|placed| about(placed.patch.kind()));
        let standing = standing.then(|| ledger.standing());
        live.show(|shown| {
            shown.shelf.apply(&commit);
            shown.standing = standing.unwrap_or(std::mem::take(&mut shown.standing));
            let pulse = &mut shown.tenant.pulse;
            (pulse.head, pulse.mark) = (commit.head, mark);
            pulse.commits += 1;
            shown.shelf.mark(pulse.commits, commit.head, mark);
        });
    }
    let answers = judged.into_iter().map(|(reader, judgements)| {
        let held = judgements
            .iter()
            .map(|judged| judged.seq)
            .max()
            .unwrap_or_default();
        let (head, epoch) = live
            .see(|shown| (shown.shelf.vouch(&reader, held), shown.tenant.epoch.clone()))
            .unwrap_or_default();
        Pushed {
            judgements,
            head,
            epoch,
        }
    });
    Ok(answers.collect())
}
