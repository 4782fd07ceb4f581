//! What goes wrong with a request: drawn from a seed, one request after another.

use std::time::Duration;

use crate::rng::Rng;

/// How long a phone waits for an answer; what comes later is not heard.
pub(crate) const PATIENCE: Duration = Duration::from_millis(250);

/// What becomes of a request and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Both pass.
    None,
    /// The request is cut off after this share of its bytes (of 1,000).
    CutRequest(usize),
    /// The server does all of it, and its answer is cut off after this share of its bytes (of 1,000).
    CutAnswer(usize),
    /// The server does all of it, and not a byte of its answer arrives.
    DropAnswer,
    /// The request arrives a second time, so much later; the first one's answer is passed on.
    Twice(Duration),
    /// The answer comes when nobody waits for it any more.
    Late,
}

/// What becomes of one request, and how long it is on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) fault: Fault,
    pub(crate) delay: Duration,
}

impl Plan {
    /// Everything passes at once.
    pub(crate) const CALM: Self = Self {
        fault: Fault::None,
        delay: Duration::ZERO,
    };

    pub(crate) fn draw(rng: &mut Rng) -> Self {
        let mut ms = |most| Duration::from_millis(rng.below(most) as u64);
        let (delay, later) = (ms(12), ms(120));
        let fault = match rng.below(100) {
            0..45 => Fault::None,
            45..58 => Fault::CutRequest(rng.below(1_000)),
            58..74 => Fault::CutAnswer(rng.below(1_000)),
            74..84 => Fault::DropAnswer,
            84..96 => Fault::Twice(later),
            _ => Fault::Late,
        };
        Self { fault, delay }
    }
}

/// How many requests met which fault.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) requests: usize,
    pub(crate) requests_cut: usize,
    pub(crate) answers_cut: usize,
    pub(crate) answers_dropped: usize,
    pub(crate) twice: usize,
    pub(crate) late: usize,
}

impl Counts {
    pub(crate) fn count(&mut self, fault: Fault) {
        self.requests += 1;
        *match fault {
            Fault::None => return,
            Fault::CutRequest(_) => &mut self.requests_cut,
            Fault::CutAnswer(_) => &mut self.answers_cut,
            Fault::DropAnswer => &mut self.answers_dropped,
            Fault::Twice(_) => &mut self.twice,
            Fault::Late => &mut self.late,
        } += 1;
    }

    /// Each fault must really have occurred.
    pub(crate) fn assert_eventful(&self) {
        let Self {
            requests_cut,
            answers_cut,
            answers_dropped,
            twice,
            late,
            ..
        } = *self;
        let all = [requests_cut, answers_cut, answers_dropped, twice, late];
        assert!(all.iter().all(|count| *count > 5), "{self:?}");
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.requests_cut += other.requests_cut;
        self.answers_cut += other.answers_cut;
        self.answers_dropped += other.answers_dropped;
        self.twice += other.twice;
        self.late += other.late;
    }
}
