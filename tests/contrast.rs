//! Every pairing of text and ground in `style/tokens.css` keeps 7:1 in both themes, and every edge of
//! a control 3:1 (WCAG 2.2, 1.4.6 and 1.4.11).

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    const TOKENS: &str = include_str!("../style/tokens.css");

    const TEXTS: &[(&str, &[&str])] = &[
        (
            "ink",
            &["paper", "card", "sunk", "tint", "now-tint", "bad-tint"],
        ),
        (
            "soft",
            &["paper", "card", "sunk", "tint", "now-tint", "bad-tint"],
        ),
        ("accent", &["paper", "card", "sunk", "tint"]),
        ("on-accent", &["accent"]),
        ("now", &["paper", "card", "now-tint"]),
        ("card", &["now"]),
        ("bad", &["paper", "card", "bad-tint"]),
        ("on-float", &["float"]),
        ("float-accent", &["float"]),
    ];

    type Theme = HashMap<&'static str, &'static str>;

    fn themes() -> [(&'static str, Theme); 2] {
        let (light, dark) = TOKENS.split_once("@media").unwrap();
        let read = |css: &'static str| {
            css.split(['{', ';']).filter_map(|rule| {
                let (name, value) = rule.trim().strip_prefix("--")?.split_once(':')?;
                Some((name, value.trim()))
            })
        };
        let light: Theme = read(light).collect();
        let mut both = light.clone();
        both.extend(read(dark));
        [("light", light), ("dark", both)]
    }

    fn luminance(theme: &Theme, name: &str) -> f64 {
        let value = theme.get(name).unwrap_or_else(|| panic!("no token {name}"));
        if let Some(other) = value.strip_prefix("var(--") {
            return luminance(theme, other.trim_end_matches(')'));
        }
        let digits = value.strip_prefix('#').unwrap();
        let wide = 6 / digits.len();
        let channel = |at: usize| {
            let at = at * 2 / wide;
            let part = digits[at..at + 2 / wide].repeat(wide);
            let value = f64::from(u8::from_str_radix(&part, 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
    }

    fn contrast(theme: &Theme, front: &str, ground: &str) -> f64 {
        let (front, ground) = (luminance(theme, front), luminance(theme, ground));
        (front.max(ground) + 0.05) / (front.min(ground) + 0.05)
    }

    #[test]
    fn text_keeps_seven_to_one() {
        for (name, theme) in themes() {
            for (front, grounds) in TEXTS {
                for ground in *grounds {
                    let found = contrast(&theme, front, ground);
                    assert!(found >= 7.0, "{name}: {front} on {ground} is {found:.2}:1");
                }
            }
        }
    }

    #[test]
    fn edges_of_controls_keep_three_to_one() {
        for (name, theme) in themes() {
            for ground in ["paper", "card"] {
                let found = contrast(&theme, "edge", ground);
                assert!(found >= 3.0, "{name}: edge on {ground} is {found:.2}:1");
            }
        }
    }

    #[test]
    fn the_scale_is_that_of_the_standard() {
        let theme = Theme::from([("black", "#000"), ("white", "#ffffff"), ("grey", "#777777")]);
        assert!((contrast(&theme, "black", "white") - 21.0).abs() < 1e-9);
        assert!((contrast(&theme, "grey", "white") - 4.478).abs() < 1e-3);
    }
}
