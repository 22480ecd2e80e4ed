import CVerbatimKernels
import Testing
import VerbatimArithmetic

/// The conversions of 16-bit floats give `Half`'s and `BFloat16`'s bits, on every instruction set.
@Suite struct KernelNarrowTests {
    private static let everything = (UInt16.min...UInt16.max).map { $0 }

    /// Runs a conversion of every instruction set, and of a length that leaves a rest after whole vectors.
    private func convert<From: BitwiseCopyable, To: BitwiseCopyable>(
        _ values: [From], _ from: Int, _ to: Int, expected: [To], _ bits: (To) -> UInt64
    ) {
        for kernels in availableKernels() {
            guard let function = kernels.block_convert(Int32(from), Int32(to)) else {
                Issue.record("isa \(kernels.isa) does not convert \(from) to \(to)")
                continue
            }
            for count in [values.count, min(13, values.count)] {
                let result = [To](unsafeUninitializedCapacity: count) { buffer, initialized in
                    function(buffer.baseAddress, values, values, values, Int64(count))
                    initialized = count
                }
                if let index = result.indices.first(where: { bits(result[$0]) != bits(expected[$0]) }) {
                    Issue.record(
                        "isa \(kernels.isa) \(from) to \(to) of \(values[index]): \(result[index]), expected \(expected[index])"
                    )
                }
            }
        }
    }

    private func narrow<From: BitwiseCopyable, Narrow: NarrowFloat>(
        _ values: [From], _ from: Int, _ to: Int, _ number: (From) -> Narrow
    ) {
        convert(values, from, to, expected: values.map { number($0).bitPattern }) { UInt64($0) }
    }

    @Test func everyNumberWidens() {
        convert(
            Self.everything, VB_F16, VB_F32, expected: Self.everything.map { Half(bitPattern: $0).float.bitPattern }
        ) { UInt64($0) }
        convert(
            Self.everything, VB_BF16, VB_F32,
            expected: Self.everything.map { BFloat16(bitPattern: $0).float.bitPattern }
        ) { UInt64($0) }
    }

    @Test func everyNumberBecomesCanonical() {
        narrow(Self.everything, VB_F16, VB_F16) { Half(bitPattern: $0).canonicalized }
        narrow(Self.everything, VB_BF16, VB_BF16) { BFloat16(bitPattern: $0).canonicalized }
    }

    /// All numbers of the type, the ties between them, and the neighbours of both.
    private func edges<Narrow: NarrowFloat>(_: Narrow.Type) -> [Float] {
        Self.everything.flatMap { bits -> [Float] in
            let (low, high) = (Narrow(bitPattern: bits).float, Narrow(bitPattern: bits &+ 1).float)
            let tie = low + (high - low) / 2
            return [low, low.nextUp, low.nextDown, tie, tie.nextUp, tie.nextDown]
        }
    }

    @Test func floatsRound() {
        var random = KernelGenerator(31)
        let any = random.floats(300_000, .bits)
        narrow(edges(Half.self) + any, VB_F32, VB_F16) { Half($0) }
        narrow(edges(BFloat16.self) + any, VB_F32, VB_BF16) { BFloat16($0) }
    }

    @Test func doublesRoundOnce() {
        var random = KernelGenerator(32)
        var any = (0..<200_000).map { _ in Double(bitPattern: random.next()) }
        // Of the size of f32, with bits that f32 does not have.
        any += random.floats(100_000, .bits).map { Double($0) * (1 + 0x1p-30) }
        func near(_ values: [Float]) -> [Double] {
            values.flatMap { [Double($0), Double($0).nextUp, Double($0).nextDown] }
        }
        narrow(near(edges(Half.self)) + any, VB_F64, VB_F16) { Half($0) }
        narrow(near(edges(BFloat16.self)) + any, VB_F64, VB_BF16) { BFloat16($0) }
    }

    @Test func integersRoundOnce() {
        integers(Int32.self, VB_I32)
        integers(UInt32.self, VB_U32)
        integers(Int64.self, VB_I64)
        integers(UInt64.self, VB_U64)
        narrow([0, 1, 1, 0] as [UInt8], VB_BOOL, VB_F16) { Half($0) }
        narrow([0, 1, 1, 0] as [UInt8], VB_BOOL, VB_BF16) { BFloat16($0) }
    }

    private func integers<Integer: FixedWidthInteger & BitwiseCopyable>(_: Integer.Type, _ type: Int) {
        var random = KernelGenerator(33)
        var values: [Integer] = [.min, .max, 0]
        for _ in 0..<60_000 {
            // A tie of a type with few bits, or just beside it, at every size.
            let shift = random.int(0...Integer.bitWidth - 2)
            let leading = Integer(truncatingIfNeeded: random.int(0...4095)) << shift
            values += [leading, leading &+ 1, leading &- 1, 0 &- leading, Integer(truncatingIfNeeded: random.next())]
        }
        narrow(values, type, VB_F16) { Half($0) }
        narrow(values, type, VB_BF16) { BFloat16($0) }
    }
}
