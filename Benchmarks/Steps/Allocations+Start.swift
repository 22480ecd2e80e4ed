#if canImport(Glibc)
    import Glibc

    extension Allocations {
        /// Starts the program anew with glibc's trace of malloc, which has to be there when a program is loaded.
        ///
        /// The arguments and the open pipes to the plugin's tool stay as they are.
        static func startTraced() {
            let tracer = "libc_malloc_debug.so.0"
            let loaded = getenv("LD_PRELOAD").map { String(cString: $0) } ?? ""
            guard !loaded.contains(tracer) else { return }
            setenv("LD_PRELOAD", loaded.isEmpty ? tracer : "\(loaded):\(tracer)", 1)
            execv("/proc/self/exe", CommandLine.unsafeArgv)
            fatalError("the program could not be started anew: \(String(cString: strerror(errno)))")
        }
    }
#endif
