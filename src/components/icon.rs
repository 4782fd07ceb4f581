//! The icons: names of symbols in the sprite that the build puts into the page.

use crate::render::prelude::*;

macro_rules! icons {
    ($($variant:ident = $name:literal,)+) => {
        /// An icon of the sprite; `style/icons.txt` lists the same names for the build.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names are Lucide's")]
        pub enum Icon { $($variant,)+ }

        impl Icon {
            /// Returns the address of the symbol in the page.
            pub const fn href(self) -> &'static str {
                match self { $(Self::$variant => concat!("#i-", $name),)+ }
            }

            #[cfg(test)]
            const NAMES: &'static [&'static str] = &[$($name,)+];
        }
    };
}

icons! {
    ArrowRight = "arrow-right",
    Bell = "bell",
    CalendarDays = "calendar-days",
    CalendarPlus = "calendar-plus",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    CircleCheck = "circle-check",
    Clock = "clock",
    Copy = "copy",
    Database = "database",
    Download = "download",
    EllipsisVertical = "ellipsis-vertical",
    ExternalLink = "external-link",
    Info = "info",
    Lightbulb = "lightbulb",
    Mail = "mail",
    MapPin = "map-pin",
    Menu = "menu",
    MessageCircle = "message-circle",
    Pencil = "pencil",
    Phone = "phone",
    Plus = "plus",
    Printer = "printer",
    QrCode = "qr-code",
    RefreshCw = "refresh-cw",
    Search = "search",
    Share2 = "share-2",
    SlidersHorizontal = "sliders-horizontal",
    Smartphone = "smartphone",
    Star = "star",
    ThumbsUp = "thumbs-up",
    Ticket = "ticket",
    Trash2 = "trash-2",
    TriangleAlert = "triangle-alert",
    Undo2 = "undo-2",
    Upload = "upload",
    X = "x",
}

/// Draws an icon that says nothing by itself: its control or its neighbour carries the words.
pub fn icon(icon: Icon) -> View {
    view! { <svg class="icon" aria-hidden="true"><use_ href=icon.href()></use_></svg> }
}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn the_sprite_holds_these_and_no_others() {
        let listed: Vec<_> = include_str!("../../style/icons.txt")
            .split_whitespace()
            .collect();
        assert_eq!(listed, Icon::NAMES);
    }
}
