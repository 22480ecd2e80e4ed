/// Where every buffer of a program lies.
package struct MemoryPlan: Sendable, Hashable {
    /// A block of memory that is separate from all others.
    package enum Space: Sendable, Hashable {
        /// The program's own memory, one block per run.
        case arena
        /// The caller's input of this number.
        case input(Int)
        /// The caller's output of this number.
        case output(Int)
        /// The program's constant of this number.
        case constant(Int)
    }

    /// A buffer's first byte.
    package struct Place: Sendable, Hashable {
        package var space: Space
        package var offset: Int

        package init(_ space: Space, _ offset: Int) {
            self.space = space
            self.offset = offset
        }
    }

    /// The place of each buffer, by its number.
    package var places: [Place]
    /// The size of the arena.
    package var arenaByteCount: Int

    package init(places: [Place], arenaByteCount: Int) {
        self.places = places
        self.arenaByteCount = arenaByteCount
    }
}
