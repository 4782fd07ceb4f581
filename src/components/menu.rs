//! The menu of further actions: a button that opens a sheet of them.

use super::dialog::Dialog;
use super::icon::{Icon, icon};
use super::icon_button::IconButton;
use crate::render::prelude::*;
use std::cell::Cell;

thread_local! {
    /// Closes the menu that was opened last: no other one can be open.
    static CLOSE: Cell<Option<Callback<()>>> = const { Cell::new(None) };
}

/// A button that opens a menu of [`MenuItem`]s and [`MenuLink`]s.
#[component]
pub fn Menu(
    /// Names the button and the menu: what the actions are about.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the cross.
    #[prop(into)]
    close: Signal<String>,
    /// The icon.
    #[prop(default = Icon::EllipsisVertical)]
    shows: Icon,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let shut = Callback::new(move |()| open.set(false));
    let show = move |()| {
        CLOSE.set(Some(shut));
        open.set(true);
    };
    view! {
        <IconButton label shows expanded=open on_press=show/>
        <Dialog open on_close=shut title=label close class="dialog menu">
            <ul>{children()}</ul>
        </Dialog>
    }
}

fn shut() {
    if let Some(shut) = CLOSE.get() {
        shut.run(());
    }
}

/// An action of a menu, which closes before it acts.
#[component]
pub fn MenuItem(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    shows: Icon,
    /// What a press does.
    #[prop(into)]
    on_press: Callback<()>,
    /// `menu-item`, or `menu-item bad` where something is taken away.
    #[prop(default = "menu-item")]
    class: &'static str,
) -> impl IntoView {
    let press = move |_| {
        shut();
        on_press.run(());
    };
    view! {
        <li>
            <button type="button" class=class on:click=press>
                {icon(shows)}
                <span>{label}</span>
            </button>
        </li>
    }
}

/// A link of a menu.
#[component]
pub fn MenuLink(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    shows: Icon,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    view! {
        <li>
            <a class="menu-item" href=href on:click=move |_| shut()>
                {icon(shows)}
                <span>{label}</span>
            </a>
        </li>
    }
}
