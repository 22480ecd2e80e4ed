/// Counts checks, and keeps a line for each.
struct Tally {
    private(set) var passed = 0
    private(set) var failed = 0
    private var lines: [(isFailure: Bool, text: String)] = []

    /// A measured error against the most that it may be.
    mutating func check(_ what: String, error: Double, bar: Double) {
        let holds = error <= bar
        record(holds, holds ? "\(what): error \(error), bar \(bar)" : "\(what): error \(error) over a bar of \(bar)")
    }

    /// Something that holds or not.
    mutating func check(_ what: String, _ holds: Bool, received: String, expected: String) {
        record(holds, "\(what): received \(received), expected \(expected)")
    }

    /// Takes over what another tally counted.
    mutating func add(_ other: Tally) {
        passed += other.passed
        failed += other.failed
        lines += other.lines
    }

    /// Prints the checks that failed, or all, and forgets their lines.
    mutating func report(all: Bool) {
        for line in lines where all || line.isFailure {
            print(line.isFailure ? "FAIL  \(line.text)" : "ok    \(line.text)")
        }
        lines = []
    }

    private mutating func record(_ holds: Bool, _ text: String) {
        if holds { passed += 1 } else { failed += 1 }
        lines.append((!holds, text))
    }
}
