import Testing
import VerbatimGraph
import VerbatimReference

/// Folds over windows: `reduce_window` and `select_and_scatter`, and left folds of any body.
@Suite struct WindowTests {
    /// A body of `select(compare(direction, a, b))` as select_and_scatter takes it, and one of an operation.
    private func bodies(
        _ direction: CompareAttributes.Direction, _ operation: BinaryOperation, _ element: ElementType
    ) -> (GraphBuilder) throws -> [Region] {
        { builder in
            let scalar = TensorType([], element)
            let select = try builder.region([scalar, scalar]) { [try builder.compare(direction, $0[0], $0[1])] }
            return [select] + (try body(operation, element)(builder))
        }
    }

    @Test func theSpecificationsReduceWindow() throws {
        let x = try TensorValue([1, 2, 3, 4, 5, 6] as [Int64], shape: [3, 2])
        let attributes = WindowAttributes(
            window: [2, 1], strides: [4, 1], padding: [EdgePadding(2, 1), .zero], baseDilations: [2, 1],
            windowDilations: [3, 1])
        let result = try evaluate(
            .reduceWindow(attributes), [x, TensorValue(Int64(0))], regions: body(.add, .i64))[0]
        #expect(result == (try TensorValue([0, 0, 3, 4] as [Int64], shape: [2, 2])))
    }

    @Test func sumsFoldInRowMajorOrderFromInitAndPaddingIsInit() throws {
        var generator = TestGenerator(1)
        let x = generator.floats(4 * 5)
        let attributes = WindowAttributes(
            window: [3, 2], strides: [2, 1], padding: [EdgePadding(1, 1), EdgePadding(0, 1)])
        let initial: Float = 0.1
        let result = try elements(
            .reduceWindow(attributes), [TensorValue(x, shape: [4, 5]), TensorValue(initial)], of: Float.self,
            regions: body(.add, .f32))
        var expected: [Float] = []
        for row in 0..<2 {
            for column in 0..<5 {
                var sum = initial
                for i in 0..<3 {
                    for j in 0..<2 {
                        let (r, c) = (2 * row + i - 1, column + j)
                        sum += (0..<4).contains(r) && (0..<5).contains(c) ? x[r * 5 + c] : initial
                    }
                }
                expected.append(sum)
            }
        }
        #expect(result.bits == expected.bits)
    }

    @Test func anyBodyIsALeftFold() throws {
        let x = try vector([1, 2, 3, 4] as [Float])
        let attributes = WindowAttributes(window: [3])
        let windows = try elements(
            .reduceWindow(attributes), [x, TensorValue(Float(10))], of: Float.self, regions: body(.subtract, .f32))
        #expect(windows == [4, 1])
        let reduced = try elements(
            .reduce(ReduceAttributes([0])), [x, TensorValue(Float(10))], of: Float.self, regions: body(.subtract, .f32))
        #expect(reduced == [0])
        // The last element wins; none at all leaves init with its bits.
        let last: (GraphBuilder) throws -> [Region] = { builder in
            [try builder.region([TensorType([], .f32), TensorType([], .f32)]) { [$0[1]] }]
        }
        let payload = Float(bitPattern: 0xffc1_2345)
        let kept = try elements(
            .reduce(ReduceAttributes([0])), [vector([1, payload]), TensorValue(Float(0))], of: Float.self, regions: last
        )
        #expect(kept.bits == [0xffc1_2345])
        let empty = try elements(
            .reduce(ReduceAttributes([0])), [vector([Float]()), TensorValue(payload)], of: Float.self, regions: last)
        #expect(empty.bits == [0xffc1_2345])
    }

    @Test func argmaxKeepsTheLowestIndexAndNaNWins() throws {
        let body: (GraphBuilder) throws -> [Region] = { builder in
            let types = [TensorType([], .f32), TensorType([], .i32)]
            return [
                try builder.region(types + types) { p in
                    let isGreater = try builder.compare(.gt, p[0], p[2])
                    let isNaN = try builder.compare(.ne, p[0], p[0])
                    let isEqual = try builder.compare(.eq, p[0], p[2])
                    let isLower = try builder.compare(.lt, p[1], p[3])
                    let tie = try builder.binary(.and, isEqual, isLower)
                    let wins = try builder.binary(.or, isGreater, isNaN)
                    let stays = try builder.binary(.or, wins, tie)
                    return [try builder.select(wins, p[0], p[2]), try builder.select(stays, p[1], p[3])]
                }
            ]
        }
        let x = try TensorValue([1, 3, 3, 2, .nan, 7] as [Float], shape: [2, 3])
        let indices = try TensorValue([0, 1, 2, 0, 1, 2] as [Int32], shape: [2, 3])
        let results = try evaluate(
            .reduce(ReduceAttributes([1])), [x, indices, TensorValue(-Float.infinity), TensorValue(Int32.max)],
            regions: body)
        #expect(results[1].array(of: Int32.self) == [1, 1])
        #expect(results[0].array(of: Float.self)[0] == 3)
    }

    @Test func greatestAndLogicDoNotDependOnOrder() throws {
        let x = try TensorValue([3, -0.0, 0, .nan, 1, 2] as [Float], shape: [2, 3])
        let top = try elements(
            .reduce(ReduceAttributes([1])), [x, TensorValue(-Float.infinity)], of: Float.self,
            regions: body(.maximum, .f32))
        #expect(top.bits == [3, Float(bitPattern: 0x7fc0_0000)].bits)
        let least = try elements(
            .reduce(ReduceAttributes([0])), [x, TensorValue(Float.infinity)], of: Float.self,
            regions: body(.minimum, .f32))
        #expect(least.bits == [Float(bitPattern: 0x7fc0_0000), -0.0, 0].bits)
        let none = TensorValue(zeros: TensorType([0], .f32))
        let payload = try elements(
            .reduce(ReduceAttributes([0])), [none, TensorValue(Float(bitPattern: 0xffc1_2345))], of: Float.self,
            regions: body(.maximum, .f32))
        #expect(payload.bits == [0x7fc0_0000])
        let flags = try vector([true, false, true])
        #expect(
            try elements(
                .reduce(ReduceAttributes([0])), [flags, TensorValue(true)], of: Bool.self, regions: body(.and, .bool))
                == [false])
        #expect(
            try elements(
                .reduce(ReduceAttributes([0])), [flags, TensorValue(false)], of: Bool.self, regions: body(.or, .bool))
                == [true])
        let bytes = try vector([100, 100, 100] as [UInt8])
        #expect(
            try elements(
                .reduce(ReduceAttributes([0])), [bytes, TensorValue(UInt8(1))], of: UInt8.self, regions: body(.add, .u8)
            )
                == [45])
    }

    @Test func theSpecificationsSelectAndScatter() throws {
        let x = try TensorValue([1, 5, 2, 5, 3, 6, 4, 4] as [Int64], shape: [4, 2])
        let source = try TensorValue([5, 6, 7, 8] as [Int64], shape: [2, 2])
        let attributes = WindowAttributes(window: [3, 1], strides: [2, 1], padding: [EdgePadding(0, 1), .zero])
        let result = try elements(
            .selectAndScatter(attributes), [x, source, TensorValue(Int64(0))], of: Int64.self,
            regions: bodies(.ge, .add, .i64))
        #expect(result == [0, 0, 0, 0, 5, 14, 7, 0])
    }

    @Test func theFirstMaximumWinsWithGEAndTheLastWithGT() throws {
        let x = try vector([2, 2, 1, 2, -0.0, 0] as [Float])
        let source = try vector([1, 10, 100] as [Float])
        let attributes = WindowAttributes(window: [2], strides: [2])
        func scattered(_ direction: CompareAttributes.Direction) throws -> [Float] {
            try elements(
                .selectAndScatter(attributes), [x, source, TensorValue(Float(0))], of: Float.self,
                regions: bodies(direction, .add, .f32))
        }
        #expect(try scattered(.ge) == [1, 0, 0, 10, 100, 0])
        #expect(try scattered(.gt) == [0, 1, 0, 10, 0, 100])
    }

    @Test func overlappingWindowsAddInSourceOrderFromInit() throws {
        let x = try vector([0, 9, 0] as [Float])
        let attributes = WindowAttributes(window: [2])
        let source = try vector([1e8, -1e8] as [Float])
        let result = try elements(
            .selectAndScatter(attributes), [x, source, TensorValue(Float(3))], of: Float.self,
            regions: bodies(.ge, .add, .f32))
        #expect(result == [3, (Float(3) + 1e8) - 1e8, 3])
        // A window in the padding selects nothing; what nothing reaches is init.
        let padded = WindowAttributes(window: [1], padding: [EdgePadding(1, 1)])
        let apart = try elements(
            .selectAndScatter(padded), [vector([7] as [Float]), vector([1, 2, 4] as [Float]), TensorValue(Float(0))],
            of: Float.self, regions: bodies(.ge, .add, .f32))
        #expect(apart == [2])
    }

    @Test func shortcutsForSimpleBodiesGiveTheSameBits() throws {
        // `not(compare(lt))` and `add(add(a, b), 0)`-like bodies run operation by operation.
        var generator = TestGenerator(3)
        let x = try TensorValue(generator.floats(48), shape: [6, 8])
        let attributes = WindowAttributes(
            window: [3, 3], strides: [2, 2], padding: [EdgePadding(1, 1), EdgePadding(0, 1)])
        let source = try TensorValue(generator.floats(12), shape: [3, 4])
        let composed: (GraphBuilder) throws -> [Region] = { builder in
            let scalar = TensorType([], .f32)
            let select = try builder.region([scalar, scalar]) {
                [try builder.unary(.not, builder.compare(.lt, $0[0], $0[1]))]
            }
            let scatter = try builder.region([scalar, scalar]) {
                [try builder.unary(.negate, builder.unary(.negate, builder.binary(.add, $0[0], $0[1])))]
            }
            return [select, scatter]
        }
        let operands = [x, source, TensorValue(Float(0.5))]
        #expect(
            try evaluate(.selectAndScatter(attributes), operands, regions: composed)
                == evaluate(.selectAndScatter(attributes), operands, regions: bodies(.ge, .add, .f32)))
        #expect(
            try evaluate(.reduceWindow(attributes), [x, TensorValue(Float(0.5))], regions: { [try composed($0)[1]] })
                == evaluate(.reduceWindow(attributes), [x, TensorValue(Float(0.5))], regions: body(.add, .f32)))
    }

    @Test func windowsThatDoNotFitGiveNothing() throws {
        let attributes = WindowAttributes(window: [4])
        let result = try evaluate(
            .reduceWindow(attributes), [vector([1, 2, 3] as [Float]), TensorValue(Float(0))], regions: body(.add, .f32))
        #expect(result[0].shape == [0])
        let scalar = try evaluate(
            .reduceWindow(WindowAttributes(window: [])), [TensorValue(Float(2)), TensorValue(Float(3))],
            regions: body(.add, .f32))
        #expect(scalar == [TensorValue(Float(5))])
    }
}
