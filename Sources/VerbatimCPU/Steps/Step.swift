/// One entry of a program's schedule: what it touches and the kernel that does it.
struct Step: Sendable {
    /// What does the work.
    enum Work: Sendable {
        /// A kernel whose parts may run at the same time on any thread.
        case parallel(any ParallelKernel, parts: Int)
        /// A kernel that runs alone, on the calling thread, and may run programs of its own.
        case control(any ControlKernel)
    }

    /// What it does, for `explain`.
    var name: String
    var access: StepAccess
    var work: Work
    var cost: StepCost
    /// Bytes of scratch memory that each worker needs.
    var scratchByteCount: Int = 0
}

/// A kernel in parts that may run at the same time on any thread; their number is fixed when it is made.
protocol ParallelKernel: Sendable {
    /// Whether each range begins with work that its pieces would repeat.
    var repeatsWorkPerRange: Bool { get }

    /// Does a range of parts.
    func execute(_ parts: Range<Int>, _ memory: StepMemory)
}

extension ParallelKernel {
    /// No range repeats another's work.
    var repeatsWorkPerRange: Bool { false }
}

/// A kernel that runs alone.
protocol ControlKernel: Sendable {
    /// Does the work.
    func execute(_ run: ControlRun) throws
}

/// Where a running step finds its buffers.
struct StepMemory {
    /// The first byte of each buffer, by its number.
    let addresses: UnsafePointer<UnsafeMutableRawPointer>
    /// The worker's scratch memory, 64-byte aligned.
    let scratch: UnsafeMutableRawPointer

    subscript(buffer: BufferID) -> UnsafeMutableRawPointer { addresses[buffer.index] }

    /// The first element of an operand of f32.
    func floats(_ operand: Emission.Operand) -> UnsafeMutablePointer<Float> {
        floats(operand.buffer) + operand.offset
    }

    func floats(_ buffer: BufferID) -> UnsafeMutablePointer<Float> {
        addresses[buffer.index].assumingMemoryBound(to: Float.self)
    }
}
