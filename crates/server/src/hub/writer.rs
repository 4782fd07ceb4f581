//! The one writer of a workshop on this node: pushes that wait together are one commit.

use std::sync::{Arc, Weak};

use gagas_domain::id::Mark;
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Judgement, Ledger, Reader};
use tokio::sync::{mpsc, oneshot};

use super::live::{Live, Pushed};
use super::{HubError, random};
use crate::store::{Store, StoreError, Writing};

/// The most pushes of one commit.
const TOGETHER: usize = 256;

/// A push that waits for its commit.
pub(super) struct Job {
    pub(super) reader: Reader,
    pub(super) patches: Vec<Patch>,
    pub(super) answer: oneshot::Sender<Result<Pushed, HubError>>,
}

/// Writes what is pushed, as long as the workshop is held.
pub(super) async fn run<S: Store>(live: Weak<Live<S>>, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::new();
    while queue.recv_many(&mut jobs, TOGETHER).await > 0 {
        let Some(live) = live.upgrade() else {
            return;
        };
        write(&live, std::mem::take(&mut jobs)).await;
    }
}

async fn write<S: Store>(live: &Live<S>, jobs: Vec<Job>) {
    let mut ledger = live.ledger.lock().await;
    let (readers, answers): (Vec<_>, Vec<_>) = jobs
        .into_iter()
        .map(|job| ((job.reader, job.patches), job.answer))
        .unzip();
    let pushed = match commit(live, &mut ledger, readers).await {
        Ok(Some(pushed)) => pushed.into_iter().map(Ok).collect(),
        failed => {
            // It is ahead of what is durable, or may be.
            *ledger = None;
            let error = match failed {
                Err(error) => HubError::Store(Arc::new(error)),
                Ok(_) => HubError::Gone,
            };
            vec![Err(error); answers.len()]
        }
    };
    for (answer, pushed) in answers.into_iter().zip(pushed) {
        // Whoever hung up sends again and is told of a duplicate.
        let _ = answer.send(pushed);
    }
}

async fn commit<S: Store>(
    live: &Live<S>,
    held: &mut Option<Ledger>,
    pushes: Vec<(Reader, Vec<Patch>)>,
) -> Result<Option<Vec<Pushed>>, StoreError> {
    // From here to the commit nobody else writes: what others wrote before is read first.
    let Some(mut writing) = live.store.write(live.id).await? else {
        return Ok(None);
    };
    let tenant = writing.tenant().clone();
    let known = live.known(held, &tenant);
    if held.is_none() || known != tenant.pulse {
        let changes = writing.changes(known).await?;
        live.adopt(held, tenant.clone(), changes);
    }
    let Some(ledger) = held else {
        return Ok(None);
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
        writing.commit(&commit, mark).await?;
        live.show(|shown| {
            shown.shelf.apply(&commit);
            let pulse = &mut shown.tenant.pulse;
            (pulse.head, pulse.commits) = (commit.head, pulse.commits + 1);
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
    Ok(Some(answers.collect()))
}
