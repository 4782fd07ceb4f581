//! What components do in a browser: focus, names, and who is told.

#![cfg(target_arch = "wasm32")]

#[cfg(test)]
mod tests {
    use gagas::components::*;
    use gagas::render::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::*;
    use web_sys::{Event, HtmlElement};

    wasm_bindgen_test_configure!(run_in_browser);

    /// A place of its own for a test, which goes with it.
    struct Stage(HtmlElement);

    impl Stage {
        fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
            let place = document()
                .create_element("main")
                .unwrap()
                .unchecked_into::<HtmlElement>();
            document().body().unwrap().append_child(&place).unwrap();
            gagas::render::mount_to(&place, view).forget();
            Self(place)
        }

        fn find(&self, selector: &str) -> HtmlElement {
            self.try_find(selector)
                .unwrap_or_else(|| panic!("no {selector}"))
        }

        fn try_find(&self, selector: &str) -> Option<HtmlElement> {
            self.0
                .query_selector(selector)
                .unwrap()
                .map(JsCast::unchecked_into)
        }
    }

    impl Drop for Stage {
        fn drop(&mut self) {
            self.0.remove();
        }
    }

    async fn settle() {
        for _ in 0..3 {
            let frame = js_sys::Promise::new(&mut |resolve, _| {
                window().request_animation_frame(&resolve).unwrap();
            });
            wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
        }
    }

    fn focused() -> HtmlElement {
        document().active_element().unwrap().unchecked_into()
    }

    #[wasm_bindgen_test]
    async fn a_dialog_takes_focus_asks_before_closing_and_gives_focus_back() {
        let (open, asked) = (RwSignal::new(false), RwSignal::new(0));
        let stage = Stage::new(move || {
            view! {
                <Button label="Buka" on_press=move |()| open.set(true)/>
                <Dialog
                    open
                    on_close=move |()| {
                        asked.update(|asked| *asked += 1);
                        open.set(false);
                    }
                    title="Judul"
                    close="Tutup"
                >
                    <p id="inside">"Isi"</p>
                </Dialog>
            }
        });
        settle().await;
        assert!(
            stage.try_find("#inside").is_none(),
            "what is closed is not drawn"
        );
        stage.find(".btn").click();
        settle().await;
        assert_eq!(focused().text_content().unwrap(), "Judul");
        let named = stage
            .find("dialog")
            .get_attribute("aria-labelledby")
            .unwrap();
        assert_eq!(focused().id(), named);

        let cancel = Event::new("cancel").unwrap();
        stage.find("dialog").dispatch_event(&cancel).unwrap();
        settle().await;
        assert_eq!(asked.get_untracked(), 1);
        assert!(!stage.find("dialog").has_attribute("open"));
        assert_eq!(focused().text_content().unwrap(), "Buka");
    }

    #[wasm_bindgen_test]
    async fn undo_keeps_the_message_from_expiring() {
        let owner = Owner::new();
        owner.set();
        let toaster = Toaster::provide(Announcer::provide());
        let (undone, expired) = (RwSignal::new(0), RwSignal::new(0));
        let stage = Stage::new(move || view! { <Toasts label="Pesan" toaster/> });
        let show = move || {
            let action = ToastAction {
                label: "Urungkan".to_owned(),
                run: Callback::new(move |()| undone.update(|n| *n += 1)),
            };
            let expire = Callback::new(move |()| expired.update(|n| *n += 1));
            toaster.show("Ditarik", Some(action), Some(expire));
        };
        show();
        settle().await;
        stage.find(".toast button").click();
        settle().await;
        assert!(stage.try_find(".toast").is_none());
        toaster.expire();
        assert_eq!((undone.get_untracked(), expired.get_untracked()), (1, 0));

        show();
        toaster.say("Yang berikut");
        settle().await;
        assert_eq!((undone.get_untracked(), expired.get_untracked()), (1, 1));
        toaster.expire();
        assert_eq!(expired.get_untracked(), 1, "a message expires once");
    }

    #[wasm_bindgen_test]
    async fn a_failed_attempt_leads_to_the_field() {
        let attempts = RwSignal::new(0_u32);
        let stage = Stage::new(move || {
            let problems = Signal::derive(move || {
                let problem = Problem {
                    field: "nama".to_owned(),
                    text: "Isi nama.".to_owned(),
                };
                if attempts.get() > 0 {
                    vec![problem]
                } else {
                    Vec::new()
                }
            });
            let error = move || (attempts.get() > 0).then(|| "Isi nama.".to_owned());
            view! {
                <ErrorSummary title="Belum lengkap" problems attempts/>
                <TextField
                    id="nama"
                    label="Nama"
                    hint="Seperti di sertifikat"
                    value=""
                    on_input=|_| {}
                    error=Signal::derive(error)
                />
            }
        });
        settle().await;
        let field = stage.find("#nama");
        assert_eq!(
            field.get_attribute("aria-describedby").unwrap().trim(),
            "nama-hint"
        );
        assert_eq!(field.get_attribute("aria-invalid"), None);
        attempts.set(1);
        settle().await;
        assert_eq!(focused().get_attribute("role").as_deref(), Some("alert"));
        assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
        for id in field
            .get_attribute("aria-describedby")
            .unwrap()
            .split_whitespace()
        {
            assert!(document().get_element_by_id(id).is_some(), "{id}");
        }
        stage.find("[role=alert] button").click();
        assert_eq!(focused().id(), "nama");
    }

    #[wasm_bindgen_test]
    async fn a_question_starts_unanswered() {
        let answer = RwSignal::new(None);
        let stage = Stage::new(move || {
            view! {
                <YesNo id="izin" legend="Boleh?" yes="Ya" no="Tidak" value=answer on_change=move |yes| answer.set(Some(yes))>
                    <p>"Panjang"</p>
                </YesNo>
            }
        });
        settle().await;
        assert!(stage.try_find("input:checked").is_none());
        stage.find("#izin-1").click();
        settle().await;
        assert_eq!(answer.get_untracked(), Some(false));
        assert_eq!(stage.find("input:checked").id(), "izin-1");
    }

    #[wasm_bindgen_test]
    async fn a_busy_button_does_nothing() {
        let presses = RwSignal::new(0);
        let busy = RwSignal::new(true);
        let stage = Stage::new(move || {
            view! { <Button label="Kirim" busy on_press=move |()| presses.update(|n| *n += 1)/> }
        });
        settle().await;
        stage.find(".btn").click();
        assert_eq!(presses.get_untracked(), 0);
        assert_eq!(
            stage.find(".btn").get_attribute("aria-disabled").as_deref(),
            Some("true")
        );
        busy.set(false);
        settle().await;
        stage.find(".btn").click();
        assert_eq!(presses.get_untracked(), 1);
    }
}
