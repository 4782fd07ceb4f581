//! The shell: landmarks, the bar at the bottom, and the page that the route names.

use leptos::prelude::*;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! { <h1>"Gagas"</h1> }
}
