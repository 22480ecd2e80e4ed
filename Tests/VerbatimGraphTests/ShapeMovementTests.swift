import Testing
import Verbatim

/// Rules of operations that move elements, as StableHLO's specification states them.
@Suite struct ShapeMovementTests {
    @Test func constantsAndIotas() throws {
        let value = TensorValue(zeros: t(2, 3, of: .i16))
        expect(.constant(ConstantAttributes(value)), [], gives: [t(2, 3, of: .i16)])
        refuse(.constant(ConstantAttributes(value)), [t(2)], .malformed)
        expect(.iota(IotaAttributes(dimension: 1, type: t(2, 3, of: .u8))), [], gives: [t(2, 3, of: .u8)])
        refuse(.iota(IotaAttributes(dimension: 2, type: t(2, 3))), [], .configuration)
        refuse(.iota(IotaAttributes(dimension: -1, type: t(2, 3))), [], .configuration)
        refuse(.iota(IotaAttributes(dimension: 0, type: t())), [], .configuration)
        refuse(.iota(IotaAttributes(dimension: 0, type: t(2, of: .bool))), [], .elementType)
        refuse(.iota(IotaAttributes(dimension: 0, type: t(-2))), [])
        refuse(.iota(IotaAttributes(dimension: 0, type: t(2))), [t(2)], .malformed)
    }

    @Test func reshape() {
        expect(.reshape(ReshapeAttributes([6])), [t(2, 3)], gives: [t(6)])
        expect(.reshape(ReshapeAttributes([])), [t(1, 1)], gives: [t()])
        expect(.reshape(ReshapeAttributes([0, 7])), [t(5, 0)], gives: [t(0, 7)])
        refuse(.reshape(ReshapeAttributes([5])), [t(2, 3)])
        refuse(.reshape(ReshapeAttributes([-2, -3])), [t(2, 3)])
        refuse(.reshape(ReshapeAttributes([1 << 33, 1 << 33])), [t(0)])
        refuse(.reshape(ReshapeAttributes([.max, .max])), [t(1)])
        refuse(.reshape(ReshapeAttributes([1])), [], .malformed)
    }

    @Test func transpose() {
        expect(.transpose(TransposeAttributes([2, 0, 1])), [t(2, 3, 4)], gives: [t(4, 2, 3)])
        expect(.transpose(TransposeAttributes([])), [t()], gives: [t()])
        for permutation in [[0, 1], [0, 1, 1], [0, 1, 3], [-1, 0, 1], [0, 1, 2, 3]] {
            refuse(.transpose(TransposeAttributes(permutation)), [t(2, 3, 4)], .configuration)
        }
        let permutation = TransposeAttributes([2, 0, 3, 1])
        #expect(permutation.inverse.map { permutation.permutation[$0] } == [0, 1, 2, 3])
    }

    @Test func broadcastInDim() {
        func broadcast(_ shape: [Int], _ dimensions: [Int]) -> Operation {
            .broadcastInDim(BroadcastInDimAttributes(shape: shape, dimensions: dimensions))
        }
        expect(broadcast([2, 3], []), [t()], gives: [t(2, 3)])
        expect(broadcast([2, 3], [1]), [t(3)], gives: [t(2, 3)])
        expect(broadcast([2, 3], [1, 0]), [t(1, 2)], gives: [t(2, 3)])
        expect(broadcast([0], [0]), [t(1)], gives: [t(0)])
        refuse(broadcast([2, 3], [0]), [t(3)])
        refuse(broadcast([2, 3], [2]), [t(3)], .configuration)
        refuse(broadcast([2, 3], [0, 0]), [t(2, 2)], .configuration)
        refuse(broadcast([2, 3], [1]), [t(2, 3)])
        refuse(broadcast([-2, 3], [1]), [t(3)])
        refuse(broadcast([1 << 40, 1 << 40], []), [t()], says: "impossible size")
    }

    @Test func slice() {
        func slice(_ start: [Int], _ limit: [Int], _ strides: [Int]? = nil) -> Operation {
            .slice(SliceAttributes(start: start, limit: limit, strides: strides))
        }
        expect(slice([1, 0], [3, 5]), [t(4, 5)], gives: [t(2, 5)])
        expect(slice([0, 1], [4, 5], [3, 2]), [t(4, 5)], gives: [t(2, 2)])
        expect(slice([4, 5], [4, 5], [1, .max]), [t(4, 5)], gives: [t(0, 0)])
        expect(slice([0], [4], [.max]), [t(4)], gives: [t(1)])
        expect(slice([], []), [t()], gives: [t()])
        refuse(slice([-1], [3]), [t(4)])
        refuse(slice([0], [5]), [t(4)])
        refuse(slice([3], [2]), [t(4)])
        refuse(slice([0], [4], [0]), [t(4)])
        refuse(slice([0], [4], [-1]), [t(4)])
        refuse(slice([0], [4]), [t(4, 4)])
        refuse(slice([0, 0], [4]), [t(4, 4)])
    }

    @Test func dynamicSlices() {
        let i = t(of: .i32)
        let slice = Operation.dynamicSlice(DynamicSliceAttributes(sizes: [1, 3]))
        expect(slice, [t(2, 3), i, i], gives: [t(1, 3)])
        expect(.dynamicSlice(DynamicSliceAttributes(sizes: [])), [t()], gives: [t()])
        refuse(slice, [t(2, 3), i])
        refuse(slice, [t(2, 3), i, t(of: .i64)])
        refuse(slice, [t(2, 3), t(), t()])
        refuse(slice, [t(2, 3), t(1, of: .i32), t(1, of: .i32)])
        refuse(slice, [t(1, 2), i, i])
        refuse(slice, [t(3), i])
        refuse(slice, [], .malformed)
        refuse(.dynamicSlice(DynamicSliceAttributes(sizes: [-1])), [t(3), i])

        expect(.dynamicUpdateSlice, [t(2, 3), t(2, 1), i, i], gives: [t(2, 3)])
        expect(.dynamicUpdateSlice, [t(), t()], gives: [t()])
        refuse(.dynamicUpdateSlice, [t(2, 3), t(3, 1), i, i])
        refuse(.dynamicUpdateSlice, [t(2, 3), t(2), i, i])
        refuse(.dynamicUpdateSlice, [t(2, 3), t(2, 1, of: .f64), i, i], .elementType)
        refuse(.dynamicUpdateSlice, [t(2, 3), t(2, 1), i])
        refuse(.dynamicUpdateSlice, [t(2, 3)], .malformed)
    }

    @Test func pad() {
        func pad(_ edges: [(Int, Int)], _ interior: [Int]? = nil) -> Operation {
            .pad(PadAttributes(edges: edges.map { EdgePadding($0, $1) }, interior: interior))
        }
        expect(pad([(1, 2)]), [t(3), t()], gives: [t(6)])
        expect(pad([(1, -2)], [2]), [t(3), t()], gives: [t(6)])
        expect(pad([(0, 0)], [5]), [t(0), t()], gives: [t(0)])
        expect(pad([(0, 0)], [5]), [t(1), t()], gives: [t(1)])
        expect(pad([]), [t(), t()], gives: [t()])
        refuse(pad([(-2, -2)]), [t(3), t()])
        refuse(pad([(0, 0)], [-1]), [t(3), t()], .configuration)
        refuse(pad([(0, 0)]), [t(3, 3), t()], .configuration)
        refuse(pad([(0, 0)]), [t(3), t(1)])
        refuse(pad([(0, 0)]), [t(3), t(of: .f64)])
        refuse(pad([(.max, .max)]), [t(3), t()], .configuration)
        refuse(pad([(.min, .min)]), [t(3), t()], .configuration)
        refuse(pad([(0, 0)], [.max]), [t(3), t()], .configuration)
        refuse(pad([(1 << 47, 1 << 47)]), [t(3), t()])
        refuse(pad([(0, 0)]), [t(3)], .malformed)
    }

    @Test func concatenate() {
        let joined = Operation.concatenate(ConcatenateAttributes(dimension: 1))
        expect(joined, [t(2, 3), t(2, 0), t(2, 4)], gives: [t(2, 7)])
        expect(joined, [t(2, 3)], gives: [t(2, 3)])
        refuse(joined, [t(2, 3), t(3, 3)])
        refuse(joined, [t(2, 3), t(2, 3, 1)])
        refuse(joined, [t(2, 3), t(2)])
        refuse(joined, [t(2, 3), t(2, 3, of: .f64)])
        refuse(joined, [t(2)], .configuration)
        refuse(joined, [], .malformed)
        let huge = t(0, 1 << 45, of: .i8)
        refuse(joined, [TensorType](repeating: huge, count: 300_000), says: "impossible size")
    }

    @Test func reverse() {
        expect(.reverse(ReverseAttributes([1, 0])), [t(2, 3)], gives: [t(2, 3)])
        expect(.reverse(ReverseAttributes([])), [t()], gives: [t()])
        refuse(.reverse(ReverseAttributes([0, 0])), [t(2, 3)], .configuration)
        refuse(.reverse(ReverseAttributes([2])), [t(2, 3)], .configuration)
        refuse(.reverse(ReverseAttributes([0])), [], .malformed)
    }

    @Test func sizesStayWithinReach() {
        expect(.reverse(ReverseAttributes([])), [t(1 << 48, of: .i8)], gives: [t(1 << 48, of: .i8)])
        refuse(.reverse(ReverseAttributes([])), [t(1 << 48, of: .i16)], says: "impossible size")
        refuse(.reverse(ReverseAttributes([])), [t(1 << 62, 1 << 62, 0)], says: "impossible size")
        let deep = TensorType([Int](repeating: 1, count: 65), .f32)
        refuse(.reverse(ReverseAttributes([])), [deep], says: "at most 64 dimensions")
    }
}
