/// The machine that a program runs on, as far as results never depend on it.
enum Machine {
    /// The operating system and the processor's architecture, such as `Linux x86_64`.
    static var description: String {
        #if os(Linux)
            let system = "Linux"
        #elseif os(macOS)
            let system = "macOS"
        #elseif os(iOS)
            let system = "iOS"
        #else
            let system = "another system"
        #endif
        #if arch(x86_64)
            return "\(system) x86_64"
        #elseif arch(arm64)
            return "\(system) arm64"
        #else
            return "\(system) on another architecture"
        #endif
    }
}
