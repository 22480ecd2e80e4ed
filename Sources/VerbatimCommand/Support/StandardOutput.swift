#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The stream that results are printed to.
enum StandardOutput {
    /// Shows what was printed so far.
    static func flush() { fflush(nil) }
}
