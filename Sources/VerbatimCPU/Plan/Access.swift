/// The bytes of one buffer that a part of a step reads or writes.
package struct Access: Sendable, Hashable {
    package var buffer: BufferID
    package var runs: ByteRuns

    package init(_ buffer: BufferID, _ runs: ByteRuns) {
        self.buffer = buffer
        self.runs = runs
    }

    package init(_ buffer: BufferID, _ range: Range<Int>) {
        self.init(buffer, ByteRuns(range))
    }
}

/// All that one part of a step reads and writes.
package struct PartAccess: Sendable, Hashable {
    package var reads: [Access]
    package var writes: [Access]

    package init(reads: [Access], writes: [Access]) {
        self.reads = reads
        self.writes = writes
    }
}

/// A buffer that a step may overwrite with another.
///
/// The step promises that each part reads every byte that it reads of `read` before it writes the byte at the same
/// place of `write`.
package struct InPlacePair: Sendable, Hashable {
    package var read: BufferID
    package var write: BufferID

    package init(read: BufferID, write: BufferID) {
        self.read = read
        self.write = write
    }
}

/// What a step touches: the only thing that planner and checker know about it.
package struct StepAccess: Sendable, Hashable {
    /// The parts, all of which may run at the same time.
    package var parts: [PartAccess]
    package var inPlace: [InPlacePair]

    package init(parts: [PartAccess], inPlace: [InPlacePair] = []) {
        self.parts = parts
        self.inPlace = inPlace
    }
}

/// What a program touches: its buffers, and stages with a barrier after each; steps of a stage may run together.
package struct ProgramAccess: Sendable, Hashable {
    package var buffers: [Buffer]
    package var stages: [[StepAccess]]

    package init(buffers: [Buffer], stages: [[StepAccess]]) {
        self.buffers = buffers
        self.stages = stages
    }
}
