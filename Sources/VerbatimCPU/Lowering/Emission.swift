import VerbatimGraph

/// Collects the steps of a program, and the buffers that they use.
struct Emission {
    /// A view of a buffer.
    struct Operand {
        var buffer: BufferID
        /// The first element's place, in elements.
        var offset: Int
        var shape: [Int]
        var strides: [Int]
        var element: ElementType

        var count: Int { shape.reduce(1, *) }

        /// The bytes between the lowest and the highest element, both included.
        var byteRange: Range<Int> {
            if shape.contains(0) { return 0..<0 }
            var low = offset
            var high = offset
            for (size, stride) in zip(shape, strides) {
                low += min(0, (size - 1) * stride)
                high += max(0, (size - 1) * stride)
            }
            return low * element.byteCount..<(high + 1) * element.byteCount
        }

        var access: Access { Access(buffer, byteRange) }
    }

    let kernels: KernelTable
    let workers: Int
    let types: [TensorType]
    private(set) var schedule = Schedule()
    private var buffers: [ValueID: BufferID] = [:]

    init(kernels: KernelTable, workers: Int, types: [TensorType]) {
        self.kernels = kernels
        self.workers = workers
        self.types = types
    }

    /// Makes a buffer for a value.
    @discardableResult
    mutating func define(_ value: ValueID, _ role: Buffer.Role) -> BufferID {
        let buffer = define(role, byteCount: types[value.index].byteCount)
        buffers[value] = buffer
        return buffer
    }

    private mutating func define(_ role: Buffer.Role, byteCount: Int) -> BufferID {
        schedule.buffers.append(Buffer(role, byteCount: byteCount))
        return BufferID(schedule.buffers.count - 1)
    }

    /// Has a value lie in the buffer of another.
    mutating func alias(_ value: ValueID, of other: ValueID) { buffers[value] = buffers[other] }

    /// Makes a buffer that only one item uses.
    mutating func temporary(byteCount: Int) -> BufferID { define(.temporary, byteCount: byteCount) }

    /// The buffer of a result, made where it is not the caller's.
    mutating func result(_ value: ValueID) -> BufferID { buffers[value] ?? define(value, .temporary) }

    /// A stored value through a view.
    func operand(_ view: View) -> Operand {
        guard let buffer = buffers[view.base] else {
            fatalError("value \(view.base.index) is read before it is stored")
        }
        return Operand(
            buffer: buffer, offset: view.offset, shape: view.shape, strides: view.strides,
            element: types[view.base.index].element)
    }

    func type(_ value: ValueID) -> TensorType { types[value.index] }

    /// The size of a buffer.
    func byteCount(_ buffer: BufferID) -> Int { schedule.buffers[buffer.index].byteCount }

    mutating func append(_ step: Step) { schedule.append(step) }

    /// Adds a constant's value and returns its number.
    mutating func addConstant(_ value: TensorValue) -> Int {
        schedule.constants.append(value)
        return schedule.constants.count - 1
    }

    mutating func bind(inputs: [BufferID], outputs: [BufferID]) {
        schedule.inputs = inputs
        schedule.outputs = outputs
    }

    /// Adds a program that a control step runs, and returns its number.
    mutating func addNested(_ program: Program) -> Int {
        schedule.nested.append(program)
        schedule.handedToReference += program.handedToReference
        return schedule.nested.count - 1
    }

    mutating func noteReference(_ name: String) { schedule.handedToReference.append(name) }
}
