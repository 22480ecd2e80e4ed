#if canImport(Glibc)
    import Foundation
    import Glibc

    /// Counts calls of malloc and its kin by glibc's own trace of them.
    ///
    /// It needs `LD_PRELOAD=libc_malloc_debug.so.0`, which is part of glibc, in the environment of the process.
    enum Allocations {
        /// The number of calls, by any thread, while a closure runs.
        static func count(during body: () throws -> Void) throws -> Int {
            let file = FileManager.default.temporaryDirectory.appending(path: "verbatim-malloc-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: file) }
            setenv("MALLOC_TRACE", file.path, 1)
            startTrace()
            try body()
            stopTrace()
            // A line is `@ place: + address size`, with `<` and `>` for realloc and `-` for free.
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count { line in
                line.contains(" + ") || line.contains(" > ")
            }
        }
    }

    @_silgen_name("mtrace") private func startTrace()
    @_silgen_name("muntrace") private func stopTrace()
#endif
