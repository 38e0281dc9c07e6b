/// A test of the command in a folder of its own.
macro_rules! test {
    ($name:ident, $body:expr) => {
        #[test]
        fn $name() {
            let body: fn($crate::case::Case) = $body;
            body($crate::case::Case::new());
        }
    };
}

/// That a text holds others, shown in full when it does not.
macro_rules! holds {
    ($text:expr, $($part:expr),+ $(,)?) => {{
        let text: &str = &$text;
        $(assert!(text.contains(&*$part), "\n{:?} is not in:\n{text}", $part);)+
    }};
}
