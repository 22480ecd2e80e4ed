#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the standard streams are connected to.
enum Terminal {
    /// Whether standard output is a terminal, which gets a bar; a pipe gets lines.
    static var hasOutput: Bool { isatty(1) == 1 }
    /// Whether standard error is a terminal.
    static var hasError: Bool { isatty(2) == 1 }
}
