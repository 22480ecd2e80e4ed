/// The stages from a buffer's first access to its last, both included.
package struct Lifetime: Sendable, Hashable {
    package var first: Int = .max
    package var last: Int = .min

    package var isEmpty: Bool { first > last }

    package mutating func extend(_ other: Lifetime) {
        first = min(first, other.first)
        last = max(last, other.last)
    }

    package func overlaps(_ other: Lifetime) -> Bool { first <= other.last && other.first <= last }

    /// The lifetime of every buffer of a program, by its number.
    package static func all(of program: ProgramAccess) -> [Lifetime] {
        var lifetimes = [Lifetime](repeating: Lifetime(), count: program.buffers.count)
        for (stage, steps) in program.stages.enumerated() {
            for step in steps {
                for part in step.parts {
                    for access in part.reads {
                        lifetimes[access.buffer.index].extend(Lifetime(first: stage, last: stage))
                    }
                    for access in part.writes {
                        lifetimes[access.buffer.index].extend(Lifetime(first: stage, last: stage))
                    }
                }
            }
        }
        return lifetimes
    }
}
