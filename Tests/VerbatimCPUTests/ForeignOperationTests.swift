import Testing
import Verbatim
import VerbatimTestSupport

/// Operations of others' programs that are translated to several of the graph's.
@Suite struct ForeignOperationTests {
    /// The outputs of a function without inputs, alike on both executors.
    private func outputs(_ types: String, _ body: String) throws -> [TensorValue] {
        let text = "func.func @main() -> (\(types)) {\n\(body)\n}"
        let module = try SyntaxModule(text: text)
        #expect(try SyntaxModule(text: module.text) == module)
        let graph = try SyntaxProgram(module).graph
        let (reference, cpu) = (try ReferenceExecutor().compile(graph), try CPUExecutor(threads: 2).compile(graph))
        let result = try reference([])
        #expect(try cpu([]) == result)
        return result
    }

    @Test func bitsBecomeWordsAndBack() throws {
        let found = try outputs(
            "tensor<2xui8>, tensor<2x8xi1>, tensor<2x2xi4>, tensor<i16>",
            """
            %0 = stablehlo.constant dense<[[1, 0, 0, 0, 0, 0, 0, 1], [0, 1, 1, 0, 0, 0, 0, 0]]> : tensor<2x8xi1>
            %1 = stablehlo.bitcast_convert %0 : (tensor<2x8xi1>) -> tensor<2xui8>
            %2 = stablehlo.bitcast_convert %1 : (tensor<2xui8>) -> tensor<2x8xi1>
            %3 = stablehlo.bitcast_convert %1 : (tensor<2xui8>) -> tensor<2x2xi4>
            %4 = stablehlo.reshape %3 : (tensor<2x2xi4>) -> tensor<4xi4>
            %5 = stablehlo.bitcast_convert %4 : (tensor<4xi4>) -> tensor<i16>
            return %1, %2, %3, %5 : tensor<2xui8>, tensor<2x8xi1>, tensor<2x2xi4>, tensor<i16>
            """)
        #expect(found[0].array(of: UInt8.self) == [129, 6])
        #expect(
            found[1].array(of: Bool.self).map { $0 ? 1 : 0 } == [1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0])
        #expect((0..<4).map { found[2].elementText(at: $0) } == ["1", "-8", "6", "0"])
        #expect(found[3].array(of: Int16.self) == [0x0681])
    }

    @Test(arguments: [false, true]) func aScanCarriesOn(isReverse: Bool) throws {
        let found = try outputs(
            "tensor<2x3xi32>, tensor<2xi32>",
            """
            %0 = stablehlo.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>
            %1 = stablehlo.constant dense<[10, 0]> : tensor<2xi32>
            %2:2 = chlo.scan(%0) inits(%1) dimension=1 attributes {is_reverse = \(isReverse)} {
            ^bb0(%x: tensor<2xi32>, %sum: tensor<2xi32>):
              %3 = stablehlo.add %x, %sum : tensor<2xi32>
              stablehlo.return %3, %3 : tensor<2xi32>, tensor<2xi32>
            } : (tensor<2x3xi32>, tensor<2xi32>) -> (tensor<2x3xi32>, tensor<2xi32>)
            return %2#0, %2#1 : tensor<2x3xi32>, tensor<2xi32>
            """)
        #expect(found[0].array(of: Int32.self) == (isReverse ? [16, 15, 13, 15, 11, 6] : [11, 13, 16, 4, 9, 15]))
        #expect(found[1].array(of: Int32.self) == [16, 15])
    }

    /// Three rows of two groups and one of none; then the same ragged dimension contracted.
    @Test func aRaggedDotIsADotOfEachGroup() throws {
        func text(_ attributes: String, _ right: String, _ result: String) -> String {
            """
            "chlo.ragged_dot"(%0, \(right), %2) <{ragged_dot_dimension_numbers = #chlo.ragged_dot<\(attributes)>}> \
            : (tensor<4x2xf32>, tensor<\(right == "%1" ? "2x2x1" : "4x1")xf32>, tensor<2xi64>) -> tensor<\(result)xf32>
            """
        }
        let found = try outputs(
            "tensor<4x1xf32>, tensor<2x2x1xf32>",
            """
            %0 = stablehlo.constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]> : tensor<4x2xf32>
            %1 = stablehlo.constant dense<[[[1.0], [10.0]], [[100.0], [1000.0]]]> : tensor<2x2x1xf32>
            %2 = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
            %3 = stablehlo.constant dense<[[1.0], [1.0], [2.0], [9.0]]> : tensor<4x1xf32>
            %4 = \(text(
                "lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1], lhs_ragged_dimensions = [0], "
                    + "rhs_group_dimensions = [0]", "%1", "4x1"))
            %5 = \(text(
                "lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0], lhs_ragged_dimensions = [0]",
                "%3", "2x2x1"))
            return %4, %5 : tensor<4x1xf32>, tensor<2x2x1xf32>
            """)
        #expect(found[0].array(of: Float.self) == [21, 4300, 6500, 0])
        #expect(found[1].array(of: Float.self) == [1, 2, 13, 16])
    }

    /// The sums of `batch_norm_training` against numbers worked out by hand: 1, 3 and 2, 6 of two features.
    @Test func batchNormalizationIsWrittenOut() throws {
        let found = try outputs(
            "tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>",
            """
            %x = stablehlo.constant dense<[[1.0, 2.0], [3.0, 6.0]]> : tensor<2x2xf32>
            %scale = stablehlo.constant dense<[2.0, 1.0]> : tensor<2xf32>
            %offset = stablehlo.constant dense<[0.5, 0.0]> : tensor<2xf32>
            %0:3 = "stablehlo.batch_norm_training"(%x, %scale, %offset) <{epsilon = 0.0 : f32, feature_index = 1 : i64}> \
            : (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>)
            %1 = "stablehlo.batch_norm_inference"(%x, %scale, %offset, %0#1, %0#2) \
            <{epsilon = 0.0 : f32, feature_index = 1 : i64}> \
            : (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x2xf32>
            %g = stablehlo.constant dense<[[1.0, 0.0], [0.0, 4.0]]> : tensor<2x2xf32>
            %2:3 = "stablehlo.batch_norm_grad"(%x, %scale, %0#1, %0#2, %g) \
            <{epsilon = 3.0 : f32, feature_index = 1 : i64}> \
            : (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2x2xf32>) \
            -> (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>)
            return %0#0, %0#1, %0#2, %1, %2#0, %2#1, %2#2 : tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, \
            tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>
            """
        ).map { $0.array(of: Float.self) }
        #expect(found[0] == [-1.5, -1, 2.5, 1] && found[3] == found[0])
        #expect(found[1] == [2, 4] && found[2] == [1, 4])
        // The first feature: deviation 2, i6 = 2 g - 1 - (-1)(x - 2) / 4, factor 2 / 2 / 2.
        #expect(found[4][0] == 0.375 && found[4][2] == -0.375)
        #expect(found[5][0] == -0.5 && found[6] == [1, 4])
    }

    /// What is started is done at once, and a collective of one process gives what it holds.
    @Test func asynchronousOperationsAreDoneAtOnce() throws {
        let found = try outputs(
            "tensor<2xf32>",
            """
            %x = stablehlo.constant dense<[1.0, 2.0]> : tensor<2xf32>
            %0 = "stablehlo.async_start"(%x) ({
            ^bb0(%a: tensor<2xf32>):
              %1 = "stablehlo.all_gather"(%a) <{all_gather_dim = 0 : i64, replica_groups = dense<[[0]]> : tensor<1x1xi64>}> \
              : (tensor<2xf32>) -> tensor<2xf32>
              stablehlo.return %1 : tensor<2xf32>
            }) : (tensor<2xf32>) -> !stablehlo.future<tensor<2xf32>>
            %2 = "stablehlo.async_done"(%0) : (!stablehlo.future<tensor<2xf32>>) -> tensor<2xf32>
            return %2 : tensor<2xf32>
            """)
        #expect(found[0].array(of: Float.self) == [1, 2])
    }

    /// Values of zeta and polygamma that are known in closed form: pi^2 / 6, 7 zeta(3) and the like.
    @Test func zetaAndPolygamma() throws {
        let found = try outputs(
            "tensor<6xf32>, tensor<6xf32>",
            """
            %0 = stablehlo.constant dense<[2.0, 3.0, 3.0, 1.0, 0.5, 2.0]> : tensor<6xf32>
            %1 = stablehlo.constant dense<[1.0, 0.5, 2.5, 3.0, 2.0, -1.0]> : tensor<6xf32>
            %2 = chlo.zeta %0, %1 : tensor<6xf32>, tensor<6xf32> -> tensor<6xf32>
            %3 = stablehlo.constant dense<[0.0, 1.0, 2.0, 3.0, -1.0, 0.5]> : tensor<6xf32>
            %4 = stablehlo.constant dense<[1.0, 1.0, 1.0, 0.5, 1.0, 1.0]> : tensor<6xf32>
            %5 = chlo.polygamma %3, %4 : tensor<6xf32>, tensor<6xf32> -> tensor<6xf32>
            return %2, %5 : tensor<6xf32>, tensor<6xf32>
            """
        ).map { $0.array(of: Float.self) }
        let pi = Float.pi
        #expect(agrees(Array(found[0][..<3]), [pi * pi / 6, 8.414398, 0.118102026], within: 2e-7))
        #expect(found[0][3] == .infinity && found[0][4].isNaN && found[0][5] == .infinity)
        #expect(agrees(Array(found[1][..<4]), [-0.5772157, pi * pi / 6, -2.4041138, 97.409091], within: 2e-7))
        #expect(found[1][4].isNaN && found[1][5].isNaN)
    }
}
