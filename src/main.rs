//! Mounts the app.

fn main() {
    leptos::mount::mount_to_body(gagas::app::App);
}
