/// The trait of this package under which gzip and PNG are read, by the system's zlib and libpng.
public enum SystemCodecs {
    /// The trait's name in a package's description and after `--traits`.
    public static let trait: String = "SystemCodecs"

    /// Whether this build reads gzip and PNG.
    public static var areAvailable: Bool {
        #if SystemCodecs
            true
        #else
            false
        #endif
    }

    #if !SystemCodecs
        /// The error of a build that lacks them.
        static func absent(_ format: String, otherwise: String) -> VerbatimError {
            VerbatimError(
                .unsupported, "this build of Verbatim does not read \(format)", received: "a \(format) file",
                expected: "a build with the trait \(trait), which needs the system's zlib and libpng",
                remedy: "build it with `swift build -c release --traits \(trait)`, or \(otherwise)")
        }
    #endif
}
