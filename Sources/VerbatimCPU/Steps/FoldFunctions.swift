import CVerbatimKernels
import VerbatimArithmetic
import VerbatimGraph

/// The inner loops of folds by one operation on one element type.
struct FoldFunctions: Sendable {
    /// Folds a run of elements to one: 32 lanes where the order matters.
    let row: @Sendable (_ result: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ count: Int) -> Void
    /// `result[r] = op(initial, row r)` for rows so many bytes apart, a NaN made canonical: many results of `row` at once.
    ///
    /// Nil where `row` does them one by one.
    let rows:
        (
            @Sendable (
                _ result: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ rows: Int, _ spacing: Int,
                _ count: Int, _ initial: UnsafeRawPointer
            ) -> Void
        )?
    /// Folds rows of elements, so many bytes apart, into one, from the identity; in chunks of 256 where the order
    /// matters.
    ///
    /// Nil where `combine` does it row by row.
    let columns:
        (
            @Sendable (
                _ result: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ rows: Int, _ spacing: Int,
                _ count: Int
            ) -> Void
        )?
    /// `op(a, b)` element by element.
    private let operation: BlockFunction
    private let canonicalize: BlockFunction?
    private let start: Start
    /// Whether the result depends on the order: sums and products of floats.
    let isOrdered: Bool
    /// Bytes of an element.
    let width: Int

    /// The value that folds start from, as bits.
    private struct Start: Sendable {
        var word: UInt64
        var width: Int
    }

    /// The functions of an operation, nil where there are none.
    init?(_ operation: BinaryOperation, _ element: ElementType, _ blocks: BlockFunctions, _ kernels: KernelTable) {
        guard blocks.has(.binary(operation, element)), let start = Self.start(operation, element) else { return nil }
        let combine = blocks.function(.binary(operation, element))
        let first = Start(word: start, width: element.byteCount)
        self.operation = combine
        self.start = first
        width = element.byteCount
        isOrdered = element.isFloat && (operation == .add || operation == .multiply)
        canonicalize = element.isFloat ? blocks.function(.canonicalize(element)) : nil
        let isSum = operation == .add
        if element == .f32, isSum || operation == .maximum {
            row = { result, elements, count in
                let table = kernels.pointer.pointee
                let x = elements.assumingMemoryBound(to: Float.self)
                let to = result.assumingMemoryBound(to: Float.self)
                if isSum {
                    table.row_sums(to, x, 1, Int64(count), Int64(count), 0)
                } else {
                    table.row_maxima(to, x, 1, Int64(count), Int64(count), -.infinity)
                }
            }
            rows = { result, elements, rows, spacing, count, initial in
                let table = kernels.pointer.pointee
                let x = elements.assumingMemoryBound(to: Float.self)
                let to = result.assumingMemoryBound(to: Float.self)
                let first = initial.load(as: Float.self)
                if isSum {
                    table.row_sums(to, x, Int64(rows), Int64(count), Int64(spacing / 4), first)
                } else {
                    table.row_maxima(to, x, Int64(rows), Int64(count), Int64(spacing / 4), first)
                }
            }
            columns = { result, elements, rows, spacing, count in
                let table = kernels.pointer.pointee
                let x = elements.assumingMemoryBound(to: Float.self)
                let to = result.assumingMemoryBound(to: Float.self)
                if isSum {
                    table.column_sums(to, x, Int64(rows), Int64(spacing / 4), 0, 0, 0, Int64(count))
                } else {
                    table.column_maxima(to, x, Int64(rows), Int64(spacing / 4), -.infinity, 0, Int64(count))
                }
            }
        } else {
            row = { Self.lanes($0, $1, $2, combine, first) }
            columns = nil
            rows = nil
        }
    }

    /// `accumulators[i] = op(accumulators[i], elements[i])`.
    func combine(_ accumulators: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ count: Int) {
        operation(accumulators, accumulators, elements, elements, count)
    }

    /// Fills with the value that folds start from.
    func identity(_ target: UnsafeMutableRawPointer, _ count: Int) { Self.fill(target, start, count) }

    /// `result[i] = op(initial, folds[i])`, a NaN made canonical.
    func finish(
        _ result: UnsafeMutableRawPointer, _ initial: UnsafeRawPointer, _ folds: UnsafeRawPointer, _ count: Int
    ) {
        for index in 0..<count { (result + index * width).copyMemory(from: initial, byteCount: width) }
        operation(result, result, folds, folds, count)
        canonicalize?(result, result, result, result, count)
    }

    /// Lane i takes elements i, i + 32, ...; then halves are combined.
    private static func lanes(
        _ result: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ count: Int, _ combine: BlockFunction,
        _ start: Start
    ) {
        // Large enough for every width: a constant size and a usual alignment keep it on the stack.
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 16) { lanes in
            let lane = lanes.baseAddress!
            fill(lane, start, 32)
            var done = 0
            while done < count {
                let next = min(32, count - done)
                combine(lane, lane, elements + done * start.width, lane, next)
                done += next
            }
            var half = 16
            while half > 0 {
                combine(lane, lane, lane + half * start.width, lane, half)
                half /= 2
            }
            result.copyMemory(from: lane, byteCount: start.width)
        }
    }

    private static func fill(_ target: UnsafeMutableRawPointer, _ start: Start, _ count: Int) {
        switch start.width {
        case 1:
            target.initializeMemory(as: UInt8.self, repeating: UInt8(truncatingIfNeeded: start.word), count: count)
        case 4:
            target.initializeMemory(as: UInt32.self, repeating: UInt32(truncatingIfNeeded: start.word), count: count)
        default: target.initializeMemory(as: UInt64.self, repeating: start.word, count: count)
        }
    }

    /// The bits of the value that changes nothing, nil where an operation has none.
    private static func start(_ operation: BinaryOperation, _ element: ElementType) -> UInt64? {
        func integer(_ least: Int64, _ greatest: UInt64) -> UInt64? {
            switch operation {
            case .add, .or, .xor: 0
            case .multiply: 1
            case .and: .max
            case .maximum: UInt64(bitPattern: least)
            case .minimum: greatest
            case .atan2, .divide, .nextAfter, .power, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical,
                .subtract:
                nil
            }
        }
        switch element {
        case .f32:
            switch operation {
            case .add: return 0
            case .multiply: return UInt64((1 as Float).bitPattern)
            case .maximum: return UInt64((-Float.infinity).bitPattern)
            case .minimum: return UInt64(Float.infinity.bitPattern)
            default: return nil
            }
        case .f64:
            switch operation {
            case .add: return 0
            case .multiply: return (1 as Double).bitPattern
            case .maximum: return (-Double.infinity).bitPattern
            case .minimum: return Double.infinity.bitPattern
            default: return nil
            }
        case .i32: return integer(Int64(Int32.min), UInt64(Int32.max))
        case .i64: return integer(.min, UInt64(Int64.max))
        case .u32, .u64: return integer(0, .max)
        case .bool: return operation == .and ? 1 : integer(0, 1)
        case .i8, .i16, .u8, .u16, .f16, .bf16, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN,
            .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            return nil
        }
    }
}
