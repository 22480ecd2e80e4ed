/// Counts checks and prints those that fail.
struct Tally {
    let isVerbose: Bool
    private(set) var passed = 0
    private(set) var failed = 0

    init(isVerbose: Bool) { self.isVerbose = isVerbose }

    /// A measured error against the most that it may be.
    mutating func check(_ what: String, error: Double, bar: Double) {
        let holds = error <= bar
        record(holds, "\(what): error \(error) over a bar of \(bar)", "\(what): error \(error), bar \(bar)")
    }

    /// Something that holds or not.
    mutating func check(_ what: String, _ holds: Bool, received: String, expected: String) {
        record(holds, "\(what): received \(received), expected \(expected)", "\(what): \(received)")
    }

    private mutating func record(_ holds: Bool, _ failure: String, _ success: String) {
        if holds {
            passed += 1
            if isVerbose { print("ok    \(success)") }
        } else {
            failed += 1
            print("FAIL  \(failure)")
        }
    }
}
