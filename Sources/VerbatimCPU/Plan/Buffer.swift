/// The number of a buffer within one program.
package struct BufferID: Sendable, Hashable {
    package var index: Int

    package init(_ index: Int) { self.index = index }
}

/// Memory that holds one value of a program: written once, by one step, then only read.
package struct Buffer: Sendable, Hashable {
    /// Who provides the memory.
    package enum Role: Sendable, Hashable {
        /// A place in the arena, chosen by the planner.
        case temporary
        /// The caller's input of this number; never written.
        case input(Int)
        /// The caller's output of this number.
        case output(Int)
        /// The program's constant of this number; never written.
        case constant(Int)
    }

    package var role: Role
    package var byteCount: Int

    package init(_ role: Role, byteCount: Int) {
        self.role = role
        self.byteCount = byteCount
    }
}
