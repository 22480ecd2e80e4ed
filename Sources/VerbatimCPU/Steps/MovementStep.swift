import VerbatimGraph

/// Copies boxes of elements into a result, after filling it: pad, concatenate, dynamic slices and their updates.
///
/// Parts are ranges of the result's outermost dimension; each does all copies, in order, within its range.
struct MovementStep: Emitter {
    /// Where a box begins in the source.
    enum Start: Sendable {
        case zero
        /// At integer scalars, operands from `firstStart` on, clamped to 0 ... limit.
        case clamped(firstStart: Int, limits: [Int])
    }

    /// Where a box's elements go in the result.
    enum Target: Sendable {
        case fixed(start: [Int], step: [Int])
        /// At integer scalars, operands from `firstStart` on, clamped to 0 ... limit, without steps.
        case clamped(firstStart: Int, limits: [Int])
    }

    /// One box.
    struct Copy: Sendable {
        /// The operand that holds it.
        var source: Int
        var shape: [Int]
        var target: Target
        var sourceStart: Start
    }

    var copies: [Copy]
    /// The operand, a scalar, with which the result is filled first.
    var fill: Int?

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let type = emission.type(item.results[0])
        let result = emission.result(item.results[0])
        guard type.count > 0 else { return }
        let operands = item.operands.map { emission.operand($0) }
        let kernel = MovementKernel(self, operands, result, type, workers: emission.workers)
        let parts = (0..<kernel.parts).map { part in
            let bytes = kernel.bytes(part..<part + 1)
            let reads = operands.enumerated().map { number, operand in
                // A whole operand of the result's type is read row by row, so that it may be replaced in place.
                kernel.isReplaceable(number) ? Access(operand.buffer, bytes) : operand.access
            }
            return PartAccess(reads: reads, writes: [Access(result, bytes)])
        }
        let pairs = operands.indices.filter { kernel.isReplaceable($0) }.map {
            InPlacePair(read: operands[$0].buffer, write: result)
        }
        emission.append(
            Step(
                name: item.name, access: StepAccess(parts: parts, inPlace: pairs),
                work: .parallel(kernel, parts: kernel.parts), cost: .bytes(2 * type.byteCount)))
    }
}

/// The kernel of `MovementStep`.
final class MovementKernel: ParallelKernel {
    private let step: MovementStep
    private let operands: [Emission.Operand]
    private let result: BufferID
    private let width: Int
    private let shape: [Int]
    private let strides: [Int]
    /// The dimension that is split in parts: the outermost one that is not of size 1.
    private let axis: Int
    let parts: Int

    init(_ step: MovementStep, _ operands: [Emission.Operand], _ result: BufferID, _ type: TensorType, workers: Int) {
        self.step = step
        self.operands = operands
        self.result = result
        width = type.element.byteCount
        // A scalar becomes one row.
        shape = type.shape.isEmpty ? [1] : type.shape
        strides = TensorType.rowMajorStrides(shape)
        axis = shape.firstIndex { $0 != 1 } ?? 0
        parts = max(1, min(shape[axis], workers, type.byteCount >> 14))
    }

    /// The rows of the split dimension that parts cover.
    private func rows(_ parts: Range<Int>) -> Range<Int> {
        shape[axis] * parts.lowerBound / self.parts..<shape[axis] * parts.upperBound / self.parts
    }

    /// The bytes of the result that parts write.
    func bytes(_ parts: Range<Int>) -> Range<Int> {
        let rows = rows(parts)
        return rows.lowerBound * strides[axis] * width..<rows.upperBound * strides[axis] * width
    }

    /// Whether an operand is copied first, whole and in place, and not otherwise read.
    func isReplaceable(_ number: Int) -> Bool {
        guard step.fill == nil, let first = step.copies.first, first.source == number, step.copies.count > 1,
            !step.copies.dropFirst().contains(where: { $0.source == number }),
            operands[number].shape == (first.shape), first.shape.reduce(1, *) == shape.reduce(1, *),
            operands.filter({ $0.buffer == operands[number].buffer }).count == 1
        else { return false }
        let view = View(
            base: ValueID(0), offset: operands[number].offset, shape: operands[number].shape,
            strides: operands[number].strides)
        return view.offset == 0 && view.isContiguous
    }

    func execute(_ parts: Range<Int>, _ memory: StepMemory) {
        switch width {
        case 1: execute(parts, memory, UInt8.self)
        case 2: execute(parts, memory, UInt16.self)
        case 4: execute(parts, memory, UInt32.self)
        default: execute(parts, memory, UInt64.self)
        }
    }

    private func execute<Word>(_ parts: Range<Int>, _ memory: StepMemory, _: Word.Type) {
        let rows = rows(parts)
        let target = memory[result].assumingMemoryBound(to: Word.self)
        if let fill = step.fill {
            let value = (memory[operands[fill].buffer].assumingMemoryBound(to: Word.self) + operands[fill].offset)[0]
            (target + rows.lowerBound * strides[axis]).update(repeating: value, count: rows.count * strides[axis])
        }
        for index in step.copies.indices { copy(index, rows, target, memory) }
    }

    private func copy<Word>(
        _ number: Int, _ rows: Range<Int>, _ target: UnsafeMutablePointer<Word>, _ memory: StepMemory
    ) {
        let copy = step.copies[number]
        let operand = operands[copy.source]
        var source = operand.offset
        if case .clamped(let first, let limits) = copy.sourceStart {
            for dimension in limits.indices {
                source += start(first + dimension, limits[dimension], memory) * operand.strides[dimension]
            }
        }
        // The box's rows within the split dimension, and where its first element goes.
        var place = 0
        var (low, high) = (0, copy.shape.isEmpty ? 1 : copy.shape[axis])
        for dimension in copy.shape.indices {
            let (begin, step) = destination(copy, dimension, memory)
            place += begin * strides[dimension]
            guard dimension == axis else { continue }
            low = max(0, (rows.lowerBound - begin + step - 1) / step)
            if rows.lowerBound <= begin { low = 0 }
            high = min(high, rows.upperBound <= begin ? 0 : (rows.upperBound - begin + step - 1) / step)
        }
        guard low < high else { return }
        let from = UnsafePointer(memory[operand.buffer].assumingMemoryBound(to: Word.self)) + source
        let to = target + place
        if from == UnsafePointer(to), isReplaceable(copy.source) { return }
        box(copy, operand, 0, from, to, low..<high, memory)
    }

    private func destination(
        _ copy: MovementStep.Copy, _ dimension: Int, _ memory: StepMemory
    ) -> (start: Int, step: Int) {
        switch copy.target {
        case .fixed(let start, let step): (start[dimension], step[dimension])
        case .clamped(let first, let limits): (start(first + dimension, limits[dimension], memory), 1)
        }
    }

    private func start(_ number: Int, _ limit: Int, _ memory: StepMemory) -> Int {
        min(max(0, IntegerScalar.load(operands[number], memory)), limit)
    }

    private func box<Word>(
        _ copy: MovementStep.Copy, _ operand: Emission.Operand, _ dimension: Int, _ from: UnsafePointer<Word>,
        _ to: UnsafeMutablePointer<Word>, _ rows: Range<Int>, _ memory: StepMemory
    ) {
        if dimension >= copy.shape.count {
            to[0] = from[0]
            return
        }
        let range = dimension == axis ? rows : 0..<copy.shape[dimension]
        let stride = operand.strides[dimension]
        var step = strides[dimension]
        if case .fixed(_, let steps) = copy.target { step *= steps[dimension] }
        if dimension == copy.shape.count - 1 {
            if stride == 1 && step == 1 {
                (to + range.lowerBound).update(from: from + range.lowerBound, count: range.count)
            } else {
                for index in range { to[index * step] = from[index * stride] }
            }
            return
        }
        for index in range {
            box(copy, operand, dimension + 1, from + index * stride, to + index * step, rows, memory)
        }
    }
}

/// Integer scalars read while a program runs.
enum IntegerScalar {
    /// The element at an operand's first place, as an `Int`; what is too large for it is the nearest.
    static func load(_ operand: Emission.Operand, _ memory: StepMemory) -> Int {
        load(memory[operand.buffer], operand.offset, operand.element)
    }

    static func load(_ base: UnsafeRawPointer, _ index: Int, _ element: ElementType) -> Int {
        let address = base + index * element.byteCount
        return switch element {
        case .i8: Int(address.load(as: Int8.self))
        case .i16: Int(address.load(as: Int16.self))
        case .i32: Int(address.load(as: Int32.self))
        case .i64: Int(address.load(as: Int64.self))
        case .u8, .bool: Int(address.load(as: UInt8.self))
        case .u16: Int(address.load(as: UInt16.self))
        case .u32: Int(address.load(as: UInt32.self))
        case .u64: Int(clamping: address.load(as: UInt64.self))
        case .f16, .bf16, .f32, .f64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4,
            .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            fatalError("\(element.rawValue) was used as an index")
        }
    }
}
