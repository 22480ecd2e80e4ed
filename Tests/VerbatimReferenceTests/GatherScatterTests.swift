import Testing
import VerbatimGraph
import VerbatimReference

/// Slices at run-time indices.
@Suite struct GatherScatterTests {
    private let operand = (1...48).map { Int64($0) }
    private let indices: [Int64] = [
        0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 0, 9, 0, 0, 2, 1, 2, 2, 1, 2, 0, 1, 1, 0,
    ]

    @Test func theSpecificationsGather() throws {
        let attributes = GatherAttributes(
            offsetDims: [3, 4], collapsedSliceDims: [1], operandBatchingDims: [0], startIndicesBatchingDims: [1],
            startIndexMap: [2, 1], indexVectorDim: 3, sliceSizes: [1, 1, 2, 2])
        let result = try evaluate(
            .gather(attributes),
            [TensorValue(operand, shape: [2, 3, 4, 2]), TensorValue(indices, shape: [2, 2, 3, 2])])[0]
        #expect(result.shape == [2, 2, 3, 2, 2])
        #expect(
            result.array(of: Int64.self) == [
                1, 2, 3, 4, 3, 4, 5, 6, 13, 14, 15, 16, 33, 34, 35, 36, 35, 36, 37, 38, 41, 42, 43, 44,
                1, 2, 3, 4, 13, 14, 15, 16, 21, 22, 23, 24, 43, 44, 45, 46, 33, 34, 35, 36, 27, 28, 29, 30,
            ])
    }

    @Test func theSpecificationsScatter() throws {
        let attributes = ScatterAttributes(
            updateWindowDims: [3, 4], insertedWindowDims: [1], inputBatchingDims: [0], scatterIndicesBatchingDims: [1],
            scatterDimsToOperandDims: [2, 1], indexVectorDim: 3)
        let result = try elements(
            .scatter(attributes),
            [
                TensorValue(operand, shape: [2, 3, 4, 2]), TensorValue(indices, shape: [2, 2, 3, 2]),
                TensorValue([Int64](repeating: 1, count: 48), shape: [2, 2, 3, 2, 2]),
            ], of: Int64.self, regions: body(.add, .i64))
        #expect(
            result == [
                3, 4, 6, 7, 6, 7, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 17, 18, 19, 20, 22, 23, 24, 25,
                25, 26, 28, 29, 30, 31, 31, 32, 35, 36, 38, 39, 38, 39, 39, 40, 41, 42, 44, 45, 46, 47, 47, 48,
            ])
    }

    /// Rows of a table: what an embedding gathers.
    private let rows = GatherAttributes(
        offsetDims: [1], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 1, sliceSizes: [1, 2])
    private let rowUpdates = ScatterAttributes(
        updateWindowDims: [1], insertedWindowDims: [0], scatterDimsToOperandDims: [0], indexVectorDim: 1)

    @Test func gatherClampsItsStarts() throws {
        let table = try TensorValue([1, 2, 3, 4, 5, 6] as [Float], shape: [3, 2])
        for indices in [
            try vector([2, -1, 7] as [Int32]), try vector([2, .min, .max] as [Int64]),
        ] {
            #expect(try elements(.gather(rows), [table, indices], of: Float.self) == [5, 6, 1, 2, 5, 6])
        }
        let bytes = try vector([2, 0, 255] as [UInt8])
        #expect(try elements(.gather(rows), [table, bytes], of: Float.self) == [5, 6, 1, 2, 5, 6])
        let none = try evaluate(.gather(rows), [table, vector([Int32]())])
        #expect(none[0].shape == [0, 2])
    }

    @Test func gatherKeepsBits() throws {
        let odd = Float(bitPattern: 0xff81_2345)
        let table = try TensorValue([odd, -0.0, 1, 2], shape: [2, 2])
        #expect(try elements(.gather(rows), [table, vector([0 as Int32])], of: Float.self).bits == [odd, -0.0].bits)
    }

    @Test func scatterAddsInAscendingOrderAndLeavesOutWhatLiesOutside() throws {
        let table = try TensorValue([0.5, 1, 2, 3, 4, 5] as [Float], shape: [3, 2])
        let indices = try vector([0, 5, 0, -1, 0, 2] as [Int32])
        let updates = try TensorValue([1e8, 1, 7, 7, -1e8, 2, 7, 7, 1, 3, 10, 10] as [Float], shape: [6, 2])
        let result = try elements(
            .scatter(rowUpdates), [table, indices, updates], of: Float.self, regions: body(.add, .f32))
        let first = ((Float(0.5) + 1e8) + -1e8) + 1
        #expect(result == [first, 1 + 1 + 2 + 3, 2, 3, 14, 15])
        let far = try elements(
            .scatter(rowUpdates),
            [table, vector([Int64.max, .min]), TensorValue([Float](repeating: 1, count: 4), shape: [2, 2])],
            of: Float.self, regions: body(.add, .f32))
        #expect(far == [0.5, 1, 2, 3, 4, 5])
    }

    @Test func aWindowIsLeftOutElementByElement() throws {
        // A window of 3 at -1 and at 2 of a row of 4: each element by itself.
        let attributes = ScatterAttributes(
            updateWindowDims: [1], insertedWindowDims: [], scatterDimsToOperandDims: [0], indexVectorDim: 1)
        let result = try elements(
            .scatter(attributes),
            [
                vector([0, 0, 0, 0] as [Int32]), vector([-1, 2] as [Int32]),
                TensorValue([1, 2, 3, 10, 20, 30] as [Int32], shape: [2, 3]),
            ], of: Int32.self, regions: body(.add, .i32))
        #expect(result == [2, 3, 10, 20])
    }

    @Test func updatesArriveInRowMajorOrderOfTheWholeUpdate() throws {
        // The window is the outer update dimension, so that windows interleave; the body keeps the last.
        let attributes = ScatterAttributes(
            updateWindowDims: [0], insertedWindowDims: [], scatterDimsToOperandDims: [0], indexVectorDim: 1)
        let last: (GraphBuilder) throws -> [Region] = { builder in
            [try builder.region([TensorType([], .i32), TensorType([], .i32)]) { [$0[1]] }]
        }
        let result = try elements(
            .scatter(attributes),
            [
                vector([0, 0, 0] as [Int32]), vector([1, 0] as [Int32]),
                TensorValue([1, 2, 3, 4] as [Int32], shape: [2, 2]),
            ], of: Int32.self, regions: last)
        // Element 1 gets update (0, 0) = 1 first and (1, 1) = 4 later.
        #expect(result == [2, 4, 3])
    }

    @Test func severalInputsScatterTogether() throws {
        let attributes = ScatterAttributes(
            updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0], indexVectorDim: 1)
        let swap: (GraphBuilder) throws -> [Region] = { builder in
            let types = [TensorType([], .f32), TensorType([], .i32)]
            return [
                try builder.region(types + types) { p in
                    [try builder.binary(.subtract, p[0], p[2]), try builder.binary(.add, p[1], p[3])]
                }
            ]
        }
        let results = try evaluate(
            .scatter(attributes),
            [
                vector([1, 2] as [Float]), vector([10, 20] as [Int32]), vector([1, 1] as [Int32]),
                vector([0.5, 0.25] as [Float]), vector([1, 2] as [Int32]),
            ], regions: swap)
        #expect(results[0].array(of: Float.self) == [1, 1.25])
        #expect(results[1].array(of: Int32.self) == [10, 23])
    }

    @Test func dimensionNumbersThatReadOutsideAreRefused() throws {
        let table = TensorType([3, 2], .f32)
        let collapsed = GatherAttributes(
            offsetDims: [1], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 1, sliceSizes: [0, 2])
        #expect(throws: VerbatimError.self) {
            try Operation.gather(collapsed).resultTypes(operands: [table, TensorType([4], .i32)])
        }
        let batching = GatherAttributes(
            offsetDims: [1], collapsedSliceDims: [], operandBatchingDims: [0], startIndicesBatchingDims: [0],
            startIndexMap: [1], indexVectorDim: 1, sliceSizes: [1, 1])
        #expect(throws: VerbatimError.self) {
            try Operation.gather(batching).resultTypes(operands: [table, TensorType([4, 1], .i32)])
        }
        let scatter = ScatterAttributes(
            updateWindowDims: [], insertedWindowDims: [1], inputBatchingDims: [0], scatterIndicesBatchingDims: [0],
            scatterDimsToOperandDims: [1], indexVectorDim: 1)
        let scalar = TensorType([], .f32)
        #expect(throws: VerbatimError.self) {
            try Operation.scatter(scatter).resultTypes(
                operands: [table, TensorType([4, 1], .i32), TensorType([4], .f32)],
                regions: [RegionType(parameters: [scalar, scalar], results: [scalar])])
        }
    }
}
