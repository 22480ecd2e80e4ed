#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A thread of its own that runs one function and ends; somebody has to join it.
package struct WorkerThread: @unchecked Sendable {
    // Sendable: a thread's handle is an opaque name.
    private let handle: pthread_t

    private final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a thread, or returns nil where the system has no more to give.
    package init?(_ body: @escaping @Sendable () -> Void) {
        let argument = Unmanaged.passRetained(Start(body)).toOpaque()
        let handle = Platform.startThread(argument) { argument in
            #if canImport(Darwin)
                Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
            #else
                Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue().body()
            #endif
            return nil
        }
        guard let handle else {
            Unmanaged<Start>.fromOpaque(argument).release()
            return nil
        }
        self.handle = handle
    }

    /// Waits for the thread to end.
    package func join() { Platform.join(handle) }
}
