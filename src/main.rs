//! Mounts the app.

fn main() {
    gagas::render::mount_to_body(gagas::app::App);
}
