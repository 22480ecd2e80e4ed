/// The Swift halves of docs/FromKeras.md: what stands between `// FromKeras.md: NAME` and `// end` is on that page.
enum Translated {}
