//! What happened in how many runs.

use std::fmt;

/// What happened, to show that the dangers really occurred.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stats {
    pub(crate) seeds: usize,
    pub(crate) writes: usize,
    pub(crate) pushed: usize,
    pub(crate) refused: usize,
    pub(crate) stamped_anew: usize,
    pub(crate) taken_back: usize,
    pub(crate) lost_answers: usize,
    pub(crate) late: usize,
    pub(crate) crashes: usize,
    pub(crate) bundles: usize,
    pub(crate) restores: usize,
    pub(crate) wipes: usize,
    pub(crate) resets: usize,
    pub(crate) healed: usize,
    pub(crate) waited: usize,
}

impl Stats {
    fn rows(&self) -> [(&'static str, usize); 14] {
        [
            ("writes", self.writes),
            ("pushed", self.pushed),
            ("refused as ahead", self.refused),
            ("stamped anew", self.stamped_anew),
            ("taken back", self.taken_back),
            ("answers lost", self.lost_answers),
            ("deliveries late", self.late),
            ("crashes", self.crashes),
            ("bundles", self.bundles),
            ("restores", self.restores),
            ("wipes", self.wipes),
            ("resets", self.resets),
            ("healed", self.healed),
            ("seeds that waited", self.waited),
        ]
    }

    pub(crate) fn assert_eventful(&self) {
        for (what, count) in self.rows() {
            assert!(count * 20 > self.seeds, "too few {what}: {count}");
        }
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows().map(|(what, count)| format!("{count} {what}"));
        f.write_str(&rows.join(", "))
    }
}

impl std::ops::AddAssign for Stats {
    fn add_assign(&mut self, other: Self) {
        self.seeds += other.seeds;
        self.writes += other.writes;
        self.pushed += other.pushed;
        self.refused += other.refused;
        self.stamped_anew += other.stamped_anew;
        self.taken_back += other.taken_back;
        self.lost_answers += other.lost_answers;
        self.late += other.late;
        self.crashes += other.crashes;
        self.bundles += other.bundles;
        self.restores += other.restores;
        self.wipes += other.wipes;
        self.resets += other.resets;
        self.healed += other.healed;
        self.waited += other.waited;
    }
}
