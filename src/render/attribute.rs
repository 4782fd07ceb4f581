//! Attributes, properties, classes and styles, and how each is written to an element.

use std::cell::RefCell;
use std::rc::Rc;

use crate::reactive::{Memo, RwSignal, Signal};
use leptos::prelude::RenderEffect;
use wasm_bindgen::{JsCast, JsValue};

/// What a value is set on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An attribute.
    Attribute,
    /// A property of the element's object, such as `value` or `checked`.
    Property,
    /// A class, by whether there is a value.
    Class,
    /// A property of its style.
    Style,
}

/// The value of an attribute.
#[derive(Default)]
pub enum Value {
    /// No such attribute.
    #[default]
    None,
    /// Present or not; a property is a boolean.
    Flag(bool),
    /// A text of the source.
    Static(&'static str),
    /// A text.
    Text(String),
    /// What the closure returns, again whenever a signal changes that it read.
    Live(Box<dyn FnMut() -> Value>),
}

impl Value {
    /// A closure; what never changes needs nobody who follows it.
    fn live(is_fixed: bool, mut say: Box<dyn FnMut() -> Self>) -> Self {
        if is_fixed { say() } else { Self::Live(say) }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::None | Self::Flag(false) | Self::Live(_) => None,
            Self::Flag(true) => Some(""),
            Self::Static(text) => Some(text),
            Self::Text(text) => Some(text),
        }
    }
}

/// What can be the value of an attribute.
pub trait IntoValue {
    /// Returns it as a value.
    fn into_value(self) -> Value;
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Static(self)
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(self)
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::None, T::into_value)
    }
}

impl<T: IntoValue, F: FnMut() -> T + 'static> IntoValue for F {
    fn into_value(mut self) -> Value {
        Value::Live(Box::new(move || self().into_value()))
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T: IntoValue + Clone + 'static> IntoValue for $signal<T> {
            fn into_value(self) -> Value {
                Value::Live(Box::new(move || self.get().into_value()))
            }
        }
    )*};
}
signals!(Memo, RwSignal);

impl<T: IntoValue + Clone + 'static> IntoValue for Signal<T> {
    fn into_value(self) -> Value {
        Value::live(self.is_fixed(), Box::new(move || self.get().into_value()))
    }
}

impl<T: 'static> Signal<T> {
    /// Says it as the value of an attribute.
    pub fn shown<V: IntoValue + 'static>(self, say: impl Fn(&T) -> V + 'static) -> Value {
        let say = move || self.with(&say).into_value();
        Value::live(self.is_fixed(), Box::new(say))
    }
}

/// One attribute as it was written.
pub(super) struct Attribute {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) value: Value,
}

/// One attribute as it stands on an element.
pub(super) struct Standing {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// What was last written; nothing yet on a new element.
    last: Rc<RefCell<Value>>,
    effect: Option<RenderEffect<()>>,
}

impl Standing {
    pub(super) fn new(el: &web_sys::Element, attribute: Attribute) -> Self {
        let mut standing = Self {
            kind: attribute.kind,
            name: attribute.name,
            last: Rc::default(),
            effect: None,
        };
        standing.put(el, attribute.value);
        standing
    }

    /// Writes a new value over what stands.
    pub(super) fn put(&mut self, el: &web_sys::Element, value: Value) {
        let (kind, name) = (self.kind, self.name);
        self.effect = None;
        let Value::Live(mut value) = value else {
            return write(el, kind, name, &self.last, value);
        };
        let (el, last) = (el.clone(), Rc::clone(&self.last));
        self.effect = Some(RenderEffect::new(move |_| {
            write(&el, kind, name, &last, value());
        }));
    }
}

/// Writes a value where it differs from the last; a property, where it differs from what is there.
fn write(
    el: &web_sys::Element,
    kind: Kind,
    name: &'static str,
    last: &RefCell<Value>,
    value: Value,
) {
    if kind == Kind::Property {
        return write_property(el, name, &value);
    }
    if last.borrow().text() == value.text() {
        return;
    }
    // Each of these fails for a name that is none; the names stand in the source.
    match (kind, value.text()) {
        (Kind::Class, on) => {
            let _ = el.class_list().toggle_with_force(name, on.is_some());
        }
        (Kind::Style, text) => {
            if let Some(el) = el.dyn_ref::<web_sys::HtmlElement>() {
                let _ = el.style().set_property(name, text.unwrap_or_default());
            }
        }
        (_, Some(text)) => drop(el.set_attribute(name, text)),
        (_, None) => drop(el.remove_attribute(name)),
    }
    last.replace(value);
}

/// An input whose value is written anew loses its caret, so what is there already stays.
fn write_property(el: &web_sys::Element, name: &str, value: &Value) {
    let next = match value {
        Value::Flag(on) => JsValue::from_bool(*on),
        other => JsValue::from_str(other.text().unwrap_or_default()),
    };
    let name = JsValue::from_str(name);
    let now = js_sys::Reflect::get(el, &name).unwrap_or_default();
    if now != next {
        let _ = js_sys::Reflect::set(el, &name, &next);
    }
}
