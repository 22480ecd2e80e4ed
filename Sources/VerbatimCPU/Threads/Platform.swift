#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The few calls on the operating system that the thread pool needs.
enum Platform {
    #if canImport(Darwin)
        typealias ThreadHandle = pthread_t?
        typealias ThreadArgument = UnsafeMutableRawPointer
    #else
        typealias ThreadHandle = pthread_t
        typealias ThreadArgument = UnsafeMutableRawPointer?
    #endif

    /// Starts a thread with a 4 MiB stack, or returns nil where the system has no more to give.
    static func startThread(
        _ argument: UnsafeMutableRawPointer,
        _ body: @convention(c) (ThreadArgument) -> UnsafeMutableRawPointer?
    ) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, 4 << 20)
        #if canImport(Darwin)
            var handle: pthread_t?
            return pthread_create(&handle, &attributes, body, argument) == 0 ? handle : nil
        #else
            var handle = pthread_t()
            return pthread_create(&handle, &attributes, body, argument) == 0 ? handle : nil
        #endif
    }

    /// Waits for a thread to end.
    static func join(_ thread: pthread_t) {
        pthread_join(thread, nil)
    }

    /// The value of an environment variable, or nil where it is not set.
    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// Lets another thread run on this processor.
    static func yield() {
        sched_yield()
    }
}

/// A mutex with one condition variable, at a fixed address.
package struct Gate: @unchecked Sendable {
    // Sendable: both objects are made to be used from several threads, and never move.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    /// Frees the gate; nobody may hold it or wait at it.
    package func destroy() {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    package func lock() { pthread_mutex_lock(mutex) }
    package func unlock() { pthread_mutex_unlock(mutex) }
    package func wait() { pthread_cond_wait(condition, mutex) }
    package func wakeAll() { pthread_cond_broadcast(condition) }
}
