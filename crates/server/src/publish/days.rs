//! Dates and times as people write them, in the shapes that the app shows.
//!
//! The app asks the browser's `Intl`; a server has none. Zones with rules are not known here: there the offset that
//! was written with an instant is told.

use super::language::Lang;
use gagas_domain::time::{Day, Instant};
use gagas_domain::zone::Zone;

const WEEKDAYS: [(&str, &str); 7] = [
    ("Minggu", "Sunday"),
    ("Senin", "Monday"),
    ("Selasa", "Tuesday"),
    ("Rabu", "Wednesday"),
    ("Kamis", "Thursday"),
    ("Jumat", "Friday"),
    ("Sabtu", "Saturday"),
];

const MONTHS: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

/// How dates and times are written: in this language, told in this zone (IANA).
#[derive(Clone, Copy, Debug)]
pub(super) struct Format<'a> {
    pub(super) lang: Lang,
    pub(super) zone: &'a str,
}

impl Format<'_> {
    /// The moment as the venue's clock tells it.
    pub(super) fn there(self, at: Instant) -> Instant {
        let offset = Zone::of(self.zone).map(|zone| zone.offset_minutes);
        Instant::new(at.ms(), offset.unwrap_or(at.offset_minutes()))
    }

    /// The time of day: *08.00*.
    pub(super) fn time(self, at: Instant) -> String {
        let minutes = self.there(at).minute_of_day();
        let point = self.point();
        format!("{:02}{point}{:02}", minutes / 60, minutes % 60)
    }

    /// A span on one day: *08.00–09.30*; where it ends as it begins, only the beginning.
    pub(super) fn span(self, starts: Instant, ends: Instant) -> String {
        let begins = self.time(starts);
        if starts.ms() == ends.ms() {
            return begins;
        }
        [&begins, "–", &self.time(ends)].concat()
    }

    /// The zone's usual name: *WIB*, else *GMT+8*.
    pub(super) fn zone_name(self, at: Instant) -> String {
        if let Some(zone) = Zone::of(self.zone) {
            return zone.label.into();
        }
        let away = at.offset_minutes().unsigned_abs();
        let sign = if at.offset_minutes() < 0 { '-' } else { '+' };
        match (away / 60, away % 60) {
            (0, 0) => "GMT".into(),
            (hours, 0) => format!("GMT{sign}{hours}"),
            (hours, minutes) => format!("GMT{sign}{hours}{}{minutes:02}", self.point()),
        }
    }

    /// A day in full: *Rabu, 11 November 2020*. Indonesian days of the month have two digits then (CLDR).
    pub(super) fn long_day(self, day: Day) -> String {
        let (year, _, number) = day.date();
        let (weekday, month) = (self.weekday(day), self.month(day));
        match self.lang {
            Lang::Indonesian => format!("{weekday}, {number:02} {month} {year}"),
            Lang::English => format!("{weekday}, {number} {month} {year}"),
        }
    }

    /// A day for a tab: *Rabu, 11*.
    pub(super) fn tab_day(self, day: Day) -> String {
        let (_, _, number) = day.date();
        match self.lang {
            Lang::Indonesian => format!("{}, {number}", self.weekday(day)),
            Lang::English => format!("{} {number}", self.weekday(day)),
        }
    }

    /// A day in short: *11 Nov 2020*.
    pub(super) fn short_day(self, day: Day) -> String {
        let (year, month, number) = day.date();
        // The only abbreviations that are not the first three letters.
        let short = match (self.lang, month) {
            (Lang::Indonesian, 8) => "Agu",
            (Lang::English, 9) => "Sept",
            _ => self.month(day).get(..3).unwrap_or_default(),
        };
        format!("{number} {short} {year}")
    }

    /// The days of an event: *11–12 Nov 2020*, or one day in full; empty where none is known.
    pub(super) fn days(self, first: Option<Day>, last: Option<Day>) -> String {
        let (Some(first), Some(last)) = (first, last) else {
            return first
                .or(last)
                .map_or_else(String::new, |day| self.long_day(day));
        };
        if first == last {
            return self.long_day(first);
        }
        let ((year, month, day), (to_year, to_month, _)) = (first.date(), last.date());
        let begins = if (year, month) == (to_year, to_month) {
            day.to_string()
        } else {
            self.short_day(first)
        };
        [&begins, "–", &self.short_day(last)].concat()
    }

    /// What stands between hours and minutes.
    fn point(self) -> char {
        match self.lang {
            Lang::Indonesian => '.',
            Lang::English => ':',
        }
    }

    fn weekday(self, day: Day) -> &'static str {
        let epoch = Instant::new(0, 0).day();
        // 1970-01-01 was a Thursday.
        let at = i64::from(day.since(epoch)) + 4;
        self.one(WEEKDAYS[usize::try_from(at.rem_euclid(7)).unwrap_or(0)])
    }

    fn month(self, day: Day) -> &'static str {
        let at = usize::try_from(day.date().1 - 1).unwrap_or(0);
        self.one(MONTHS[at.min(11)])
    }

    fn one(self, (indonesian, english): (&'static str, &'static str)) -> &'static str {
        match self.lang {
            Lang::Indonesian => indonesian,
            Lang::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Format = Format {
        lang: Lang::Indonesian,
        zone: "Asia/Jakarta",
    };
    const EN: Format = Format {
        lang: Lang::English,
        zone: "Europe/London",
    };

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn days_are_written_as_the_browser_writes_them() {
        // Taken from Chromium's `Intl` for id-ID and en-GB.
        let wednesday = day("2020-09-09");
        assert_eq!(ID.long_day(wednesday), "Rabu, 09 September 2020");
        assert_eq!(EN.long_day(wednesday), "Wednesday, 9 September 2020");
        assert_eq!(
            (ID.tab_day(wednesday), EN.tab_day(wednesday)),
            ("Rabu, 9".into(), "Wednesday 9".into())
        );
        let shorts = [
            "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
        ];
        let british = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
        ];
        for month in 0..12 {
            let that = day(&format!("2020-{:02}-09", month + 1));
            assert_eq!(ID.short_day(that), format!("9 {} 2020", shorts[month]));
            assert_eq!(EN.short_day(that), format!("9 {} 2020", british[month]));
        }
        assert_eq!(ID.long_day(day("2020-11-11")), "Rabu, 11 November 2020");
        assert_eq!(ID.long_day(day("1969-12-31")), "Rabu, 31 Desember 1969");
        assert_eq!(ID.long_day(day("2000-02-29")), "Selasa, 29 Februari 2000");
    }

    #[test]
    fn times_are_those_of_the_venue() {
        let eight = at("2020-11-11T01:00:00Z");
        assert_eq!(
            (ID.time(eight), ID.zone_name(eight)),
            ("08.00".into(), "WIB".into())
        );
        assert_eq!(
            ID.span(eight, at("2020-11-11T09:30:00+07:00")),
            "08.00–09.30"
        );
        assert_eq!(ID.span(eight, eight), "08.00");
        let summer = at("2020-09-09T09:05:00+01:00");
        assert_eq!(
            (EN.time(summer), EN.zone_name(summer)),
            ("09:05".into(), "GMT+1".into())
        );
        let india = Format {
            zone: "Asia/Kolkata",
            ..ID
        };
        assert_eq!(india.zone_name(at("2020-09-09T09:05:00+05:30")), "GMT+5.30");
        assert_eq!(EN.zone_name(at("2020-12-09T09:05:00Z")), "GMT");
        assert_eq!(EN.zone_name(at("2020-12-09T09:05:00-03:30")), "GMT-3:30");
    }

    #[test]
    fn several_days_are_told_in_short() {
        let (first, last) = (Some(day("2020-11-11")), Some(day("2020-11-12")));
        assert_eq!(ID.days(first, last), "11–12 Nov 2020");
        assert_eq!(
            ID.days(first, Some(day("2020-12-01"))),
            "11 Nov 2020–1 Des 2020"
        );
        assert_eq!(ID.days(first, first), "Rabu, 11 November 2020");
        assert_eq!(ID.days(None, last), "Kamis, 12 November 2020");
        assert_eq!(ID.days(None, None), "");
    }
}
