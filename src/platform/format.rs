//! Dates, times and numbers as people write them, by the browser's `Intl`.
//!
//! Formatters are dear to make and cheap to use, so each is made once per language and zone.

use std::cell::RefCell;

use gagas_domain::time::{Day, Instant};
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::i18n::{Lang, lang};

/// What to tell of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// *08.00*
    Time,
    /// *Rabu, 11 November 2020*
    LongDay,
    /// *Rabu 11*: for tabs.
    TabDay,
    /// *11 Nov 2020*
    ShortDay,
    /// *WIB*
    Zone,
}

struct Made {
    lang: Lang,
    shape: Shape,
    zone: String,
    format: Function,
}

thread_local! {
    static MADE: RefCell<Vec<Made>> = const { RefCell::new(Vec::new()) };
}

/// The time of day in a zone: *08.00*.
#[must_use]
pub fn time(at_ms: i64, zone: &str) -> String {
    format(Shape::Time, zone, at_ms)
}

/// A span on one day: *08.00–09.30*; where it ends as it begins, only the beginning.
#[must_use]
pub fn span(starts: Instant, ends: Instant, zone: &str) -> String {
    let begins = time(starts.ms(), zone);
    if starts.ms() == ends.ms() {
        return begins;
    }
    [&begins, "–", &time(ends.ms(), zone)].concat()
}

/// The zone's usual name: *WIB*.
#[must_use]
pub fn zone_name(at_ms: i64, zone: &str) -> String {
    // English `Intl` data name these three by their offset only; Indonesians know no other name.
    match zone {
        "Asia/Jakarta" | "Asia/Pontianak" => return "WIB".into(),
        "Asia/Makassar" => return "WITA".into(),
        "Asia/Jayapura" => return "WIT".into(),
        _ => {}
    }
    let text = format(Shape::Zone, zone, at_ms);
    text.rsplit(' ').next().unwrap_or_default().into()
}

/// A day in full: *Rabu, 11 November 2020*.
#[must_use]
pub fn long_day(day: Day) -> String {
    format(Shape::LongDay, "UTC", day_ms(day))
}

/// A day for a tab: *Rabu 11*.
#[must_use]
pub fn tab_day(day: Day) -> String {
    format(Shape::TabDay, "UTC", day_ms(day))
}

/// A day in short: *11 Nov 2020*.
#[must_use]
pub fn short_day(day: Day) -> String {
    format(Shape::ShortDay, "UTC", day_ms(day))
}

/// A moment in short, in a zone: *11 Nov 2020, 09.40 WIB*.
#[must_use]
pub fn moment(at_ms: i64, zone: &str) -> String {
    let day = format(Shape::ShortDay, zone, at_ms);
    [&day, ", ", &time(at_ms, zone), " ", &zone_name(at_ms, zone)].concat()
}

/// A moment that was not long ago: the time on the day of `now_ms`, else *11 Nov 2020, 09.40*.
#[must_use]
pub fn lately(at_ms: i64, now_ms: i64, zone: &str) -> String {
    let (day, time) = (format(Shape::ShortDay, zone, at_ms), time(at_ms, zone));
    if day == format(Shape::ShortDay, zone, now_ms) {
        return time;
    }
    [&day, ", ", &*time].concat()
}

/// A whole number with the language's separators: *1.234*.
#[must_use]
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let separator = if lang() == Lang::Id { '.' } else { ',' };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A size in bytes: *340 kB*, *1,2 MB*.
#[must_use]
pub fn size(bytes: u64) -> String {
    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
    if bytes < 1_000_000 {
        return [&number(bytes.div_ceil(1000)), " kB"].concat();
    }
    let comma = if lang() == Lang::Id { "," } else { "." };
    let tenths = (bytes / 100_000 % 10).to_string();
    [&number(bytes / 1_000_000), comma, &tenths, " MB"].concat()
}

/// The phone's own zone (IANA); empty where it does not say.
#[must_use]
pub(super) fn phone_zone() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let options = format.resolved_options();
    let zone = Reflect::get(&options, &"timeZone".into());
    zone.ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

fn day_ms(day: Day) -> i64 {
    let midnight = [&day.to_string(), "T00:00:00Z"].concat();
    Instant::parse(&midnight).map_or(0, Instant::ms)
}

fn format(shape: Shape, zone: &str, at_ms: i64) -> String {
    let lang = lang();
    MADE.with_borrow_mut(|all| {
        let held = all
            .iter()
            .position(|made| made.lang == lang && made.shape == shape && made.zone == zone);
        let at = held.unwrap_or_else(|| {
            all.push(make(lang, shape, zone));
            all.len() - 1
        });
        let date = JsValue::from(at_ms as f64);
        let text = all[at].format.call1(&JsValue::NULL, &date);
        text.ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    })
}

fn make(lang: Lang, shape: Shape, zone: &str) -> Made {
    let options = Object::new();
    let set = |name: &str, value: &str| {
        // A plain object takes every property.
        drop(Reflect::set(&options, &name.into(), &value.into()));
    };
    match shape {
        Shape::Time => [
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ]
        .into_iter()
        .for_each(|(name, value)| set(name, value)),
        Shape::LongDay => set("dateStyle", "full"),
        Shape::TabDay => {
            set("weekday", "long");
            set("day", "numeric");
        }
        Shape::ShortDay => {
            set("day", "numeric");
            set("month", "short");
            set("year", "numeric");
        }
        Shape::Zone => {
            set("hour", "2-digit");
            set("timeZoneName", "short");
        }
    }
    let bare = options.clone();
    set("timeZone", zone);
    let locales = Array::of1(&lang.locale().into());
    // A zone that the browser does not know would throw; then the phone's own is the best there is.
    let known = js_sys::global();
    let format = construct(&known, &locales, &options)
        .or_else(|| construct(&known, &locales, &bare))
        .unwrap_or_else(|| Intl::DateTimeFormat::new(&locales, &Object::new()).format());
    Made {
        lang,
        shape,
        zone: zone.into(),
        format,
    }
}

/// `new Intl.DateTimeFormat(...)` that can fail.
fn construct(global: &Object, locales: &Array, options: &Object) -> Option<Function> {
    let intl = Reflect::get(global, &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DateTimeFormat".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let made = Reflect::construct(&class, &Array::of2(locales, options)).ok()?;
    Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()
}
