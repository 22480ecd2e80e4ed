import Testing
import Verbatim

/// Rules of folds, windows and control flow, as StableHLO's specification states them.
@Suite struct ShapeFoldTests {
    private let scalar = t()
    private var sum: RegionType { body([t(), t()], [t()]) }

    @Test func reduce() {
        expect(.reduce(ReduceAttributes([0, 2])), [t(2, 3, 4), t()], [sum], gives: [t(3)])
        expect(.reduce(ReduceAttributes([2, 0])), [t(2, 3, 4), t()], [sum], gives: [t(3)])
        expect(.reduce(ReduceAttributes([])), [t(2), t()], [sum], gives: [t(2)])
        let i = t(of: .i32)
        let two = body([t(), i, t(), i], [t(), i])
        expect(
            .reduce(ReduceAttributes([1])), [t(2, 3), t(2, 3, of: .i32), t(), i], [two], gives: [t(2), t(2, of: .i32)])
        refuse(.reduce(ReduceAttributes([1])), [t(2, 3), t(3, 2, of: .i32), t(), i], [two])
        refuse(.reduce(ReduceAttributes([1])), [t(2, 3), t(2, 3, of: .i32), i, t()], [two])
        refuse(.reduce(ReduceAttributes([3])), [t(2, 3, 4), t()], [sum], .configuration)
        refuse(.reduce(ReduceAttributes([0, 0])), [t(2, 3, 4), t()], [sum], .configuration)
        refuse(.reduce(ReduceAttributes([0])), [t(2), t(1)], [sum])
        refuse(.reduce(ReduceAttributes([0])), [t(2), t(of: .f64)], [sum])
        refuse(.reduce(ReduceAttributes([0])), [t(2), t()], [], .malformed)
        refuse(.reduce(ReduceAttributes([0])), [t(2), t()], [sum, sum], .malformed)
        refuse(.reduce(ReduceAttributes([0])), [t(2)], [sum], .malformed)
        refuse(.reduce(ReduceAttributes([0])), [], [sum], .malformed)
        refuse(.reduce(ReduceAttributes([0])), [t(2), t()], [body([t()], [t()])], .malformed)
        refuse(.reduce(ReduceAttributes([0])), [t(2), t()], [body([t(), t()], [])], .malformed)
        refuse(.reduce(ReduceAttributes([0])), [t(2), t()], [body([t(2), t(2)], [t(2)])], .malformed)
    }

    @Test func reduceWindow() {
        func pool(_ attributes: WindowAttributes) -> Operation { .reduceWindow(attributes) }
        expect(
            pool(WindowAttributes(window: [1, 2, 2, 1], strides: [1, 2, 2, 1])), [t(8, 5, 4, 3), t()], [sum],
            gives: [t(8, 2, 2, 3)])
        expect(
            pool(WindowAttributes(window: [3], padding: [EdgePadding(1, 1)], baseDilations: [2], windowDilations: [2])),
            [t(4), t()], [sum], gives: [t(5)])
        expect(pool(WindowAttributes(window: [3])), [t(2), t()], [sum], gives: [t(0)])
        expect(pool(WindowAttributes(window: [2])), [t(0), t()], [sum], gives: [t(0)])
        expect(pool(WindowAttributes(window: [1], padding: [EdgePadding(-2, -2)])), [t(3), t()], [sum], gives: [t(0)])
        expect(pool(WindowAttributes(window: [])), [t(), t()], [sum], gives: [t()])
        refuse(pool(WindowAttributes(window: [2])), [t(4, 4), t()], [sum], .configuration)
        for bad in [
            WindowAttributes(window: [0]), WindowAttributes(window: [2], strides: [0]),
            WindowAttributes(window: [2], baseDilations: [0]), WindowAttributes(window: [2], windowDilations: [-1]),
            WindowAttributes(window: [2], padding: []), WindowAttributes(window: [2], strides: [1, 1]),
            WindowAttributes(window: [.max], windowDilations: [.max]),
            WindowAttributes(window: [2], baseDilations: [.max]),
            WindowAttributes(window: [2], padding: [EdgePadding(.max, .max)]),
            WindowAttributes(window: [2], padding: [EdgePadding(.min, .min)]),
        ] {
            refuse(pool(bad), [t(4), t()], [sum], .configuration)
        }
        refuse(pool(WindowAttributes(window: [2])), [t(4), t(4)], [sum])
        refuse(pool(WindowAttributes(window: [2])), [t(4), t()], [], .malformed)
        refuse(pool(WindowAttributes(window: [1], padding: [EdgePadding(1 << 50, 0)])), [t(4), t()], [sum])
    }

    @Test func selectAndScatter() {
        let select = body([t(), t()], [t(of: .bool)])
        let pool = Operation.selectAndScatter(WindowAttributes(window: [2, 2], strides: [2, 2]))
        expect(pool, [t(4, 5), t(2, 2), t()], [select, sum], gives: [t(4, 5)])
        refuse(pool, [t(4, 5), t(2, 3), t()], [select, sum])
        refuse(pool, [t(4, 5), t(2, 2, of: .f64), t()], [select, sum])
        refuse(pool, [t(4, 5), t(2, 2), t(1)], [select, sum])
        refuse(pool, [t(4, 5), t(2, 2), t()], [sum, select], .malformed)
        refuse(pool, [t(4, 5), t(2, 2), t()], [select], .malformed)
        refuse(pool, [t(4), t(2), t()], [select, sum], .configuration)
        refuse(pool, [t(4, 5), t(2, 2)], [select, sum], .malformed)
        let dilated = WindowAttributes(window: [2], windowDilations: [2])
        refuse(.selectAndScatter(dilated), [t(4), t(2), t()], [select, sum], .malformed)
    }

    @Test func loopsAndBranches() {
        let flag = t(of: .bool)
        let state = [t(2), t(of: .i32)]
        expect(.whileLoop, state, [body(state, [flag]), body(state, state)], gives: state)
        expect(.whileLoop, [], [body([], [flag]), body([], [])], gives: [])
        refuse(.whileLoop, state, [body(state, [t()]), body(state, state)], .malformed)
        refuse(.whileLoop, state, [body(state, [flag]), body(state, [t(2)])], .malformed)
        refuse(.whileLoop, state, [body([t(2)], [flag]), body(state, state)], .malformed)
        refuse(.whileLoop, state, [body(state, [flag])], .malformed)
        expect(.ifElse, [flag], [body([], state), body([], state)], gives: state)
        expect(.ifElse, [flag], [body([], []), body([], [])], gives: [])
        refuse(.ifElse, [flag], [body([], state), body([], [t(2)])], .malformed)
        refuse(.ifElse, [flag], [body([t(2)], state), body([], state)], .malformed)
        refuse(.ifElse, [flag], [body([], state)], .malformed)
        refuse(.ifElse, [t()], [body([], []), body([], [])])
        refuse(.ifElse, [t(1, of: .bool)], [body([], []), body([], [])])
        refuse(.ifElse, [], [body([], []), body([], [])])
    }

    @Test func rngBitGenerator() {
        let bits = t(3, of: .u32)
        func generator(_ algorithm: RngBitGeneratorAttributes.Algorithm, _ type: TensorType) -> Operation {
            .rngBitGenerator(RngBitGeneratorAttributes(algorithm, type: type))
        }
        for algorithm in RngBitGeneratorAttributes.Algorithm.allCases {
            expect(generator(algorithm, bits), [t(2, of: .u64)], gives: [t(2, of: .u64), bits])
            refuse(generator(algorithm, t(3, of: .bool)), [t(2, of: .u64)], .elementType)
            refuse(generator(algorithm, bits), [t(4, of: .u64)])
            refuse(generator(algorithm, bits), [t(4, of: .u32)])
            refuse(generator(algorithm, bits), [t(of: .u64)])
            refuse(generator(algorithm, bits), [], .malformed)
            refuse(generator(algorithm, t(-1, of: .u32)), [t(2, of: .u64)])
        }
        expect(generator(.philox, bits), [t(3, of: .u64)], gives: [t(3, of: .u64), bits])
        refuse(generator(.threeFry, bits), [t(3, of: .u64)])
    }

    @Test func compositesAndCalls() throws {
        let builder = GraphBuilder(name: "part")
        let x = builder.input(t(2), name: "x")
        let decomposition = builder.finish(outputs: [x, try builder.convert(x, to: .f64)])
        let composite = Operation.composite(CompositeAttributes(name: "test.part", decomposition: decomposition))
        expect(composite, [t(2)], gives: [t(2), t(2, of: .f64)])
        refuse(composite, [t(3)])
        refuse(composite, [])
        refuse(composite, [t(2)], [sum], .malformed)

        func call(_ target: String, _ types: [TensorType], _ hasSideEffect: Bool = true) -> Operation {
            .customCall(CustomCallAttributes(target: target, hasSideEffect: hasSideEffect, resultTypes: types))
        }
        expect(call("elsewhere", [t(7), t()]), [t(2), t(3)], gives: [t(7), t()])
        expect(call(CustomCallAttributes.print, []), [t(2)], gives: [])
        refuse(call(CustomCallAttributes.print, []), [t(2), t(2)], .malformed)
        refuse(call(CustomCallAttributes.print, [t(2)]), [t(2)], .malformed)
        refuse(call(CustomCallAttributes.print, [], false), [t(2)], .malformed)
        refuse(call("elsewhere", [t(-1)]), [])
    }
}
