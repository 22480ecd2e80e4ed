#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the operating system knows of the running process.
enum ProcessFacts {
    /// Seconds since the process was started.
    static func secondsSinceStart() -> Double {
        #if canImport(Darwin)
            var info = kinfo_proc()
            var size = MemoryLayout<kinfo_proc>.stride
            var name: [Int32] = [CTL_KERN, KERN_PROC, KERN_PROC_PID, getpid()]
            sysctl(&name, 4, &info, &size, nil, 0)
            var now = timeval()
            gettimeofday(&now, nil)
            let start = info.kp_proc.p_starttime
            return Double(now.tv_sec - start.tv_sec) + Double(now.tv_usec - start.tv_usec) * 1e-6
        #else
            // The 22nd field, counted after the command's closing parenthesis: clock ticks after boot.
            guard let stat = text("/proc/self/stat"), let close = stat.lastIndex(of: ")") else { return .nan }
            let fields = stat[close...].split(separator: " ")
            guard fields.count > 20, let ticks = Double(fields[20]) else { return .nan }
            var now = timespec()
            clock_gettime(CLOCK_BOOTTIME, &now)
            return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9 - ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        #endif
    }

    /// Processor seconds of all threads so far.
    static func processorSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }

    /// The most memory that was resident at any time, in bytes.
    static func peakResidentBytes() -> Int? {
        #if canImport(Darwin)
            var usage = rusage()
            return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : nil
        #else
            guard let status = text("/proc/self/status") else { return nil }
            for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
                return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
            }
            return nil
        #endif
    }

    #if !canImport(Darwin)
        private static func text(_ path: String) -> String? {
            guard let file = fopen(path, "r") else { return nil }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 16 << 10)
            let count = fread(&bytes, 1, bytes.count, file)
            return String(decoding: bytes[..<count], as: UTF8.self)
        }
    #endif
}
