import Testing
import Verbatim

@Suite struct TextParserTests {
    /// The operations of the body, by name.
    private func names(_ text: String) throws -> [String] {
        let graph = try Graph(text: text)
        #expect(try Graph(text: graph.text) == graph)
        return graph.body.nodes.map(\.operation.name)
    }

    @Test func aProgramAsOtherToolsPrintIt() throws {
        let text = """
            #loc1 = loc("x")
            module @jit_step attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
              // The weights come first.
              func.func public @main(%arg0: tensor<3x5xf32> {mhlo.layout_mode = "default"} loc("w"), %arg1: tensor<4x3xf32> loc(#loc1)) -> (tensor<f32> {jax.result_info = "result"}) {
                %0 = stablehlo.dot_general %arg1, %arg0, contracting_dims = [1] x [0], precision = [DEFAULT, HIGHEST] : (tensor<4x3xf32>, tensor<3x5xf32>) -> tensor<4x5xf32> loc(#loc3)
                %1 = call @relu(%0) : (tensor<4x5xf32>) -> tensor<4x5xf32>
                %2:2 = call @twice(%1, %1) : (tensor<4x5xf32>, tensor<4x5xf32>) -> (tensor<4x5xf32>, tensor<4x5xf32>)
                %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
                %3 = stablehlo.reduce(%2#1 init: %cst) applies stablehlo.add across dimensions = [0, 1] : (tensor<4x5xf32>, tensor<f32>) -> tensor<f32> loc(#loc3)
                %c = stablehlo.constant dense<0> : tensor<i32>
                %4:2 = stablehlo.while(%iterArg = %c, %iterArg_0 = %3) : tensor<i32>, tensor<f32>
                cond {
                  %c_1 = stablehlo.constant dense<3> : tensor<i32>
                  %5 = stablehlo.compare  LT, %iterArg, %c_1,  SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %5 : tensor<i1>
                } do {
                  %c_1 = stablehlo.constant dense<1> : tensor<i32>
                  %5 = stablehlo.add %iterArg, %c_1 : tensor<i32>
                  %6 = func.call @closed(%iterArg_0) : (tensor<f32>) -> tensor<f32>
                  stablehlo.return %5, %6 : tensor<i32>, tensor<f32>
                }
                return %4#1 : tensor<f32>
              }
              func.func private @relu(%arg0: tensor<4x5xf32>) -> tensor<4x5xf32> {
                %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
                %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x5xf32>
                %1 = stablehlo.maximum %arg0, %0 : tensor<4x5xf32>
                return %1 : tensor<4x5xf32>
              }
              func.func private @twice(%arg0: tensor<4x5xf32>, %arg1: tensor<4x5xf32>) -> (tensor<4x5xf32>, tensor<4x5xf32>) {
                %0 = call @relu(%arg1) : (tensor<4x5xf32>) -> tensor<4x5xf32>
                return %arg0, %0 : tensor<4x5xf32>, tensor<4x5xf32>
              }
              func.func private @closed(%arg0: tensor<f32>) -> tensor<f32> {
                %0 = stablehlo.exponential %arg0 {result_accuracy = #stablehlo.result_accuracy<mode = #stablehlo.result_accuracy_mode<DEFAULT>>} : tensor<f32>
                return %0 : tensor<f32>
              }
            } loc(#loc)
            #loc = loc(unknown)
            #loc2 = loc("step.py":7:2 to :12)
            #loc3 = loc("jit(step)/dot_general"(callsite(#loc2 at "main.py":3:1)))
            """
        let graph = try Graph(text: text)
        #expect(graph.name == "jit_step")
        #expect(graph.inputs.map(\.name) == ["arg0", "arg1"])
        #expect(graph.outputNames == ["output0"])
        #expect(
            graph.body.nodes.map(\.operation.name) == [
                "stablehlo.dot_general", "stablehlo.constant", "stablehlo.broadcast_in_dim", "stablehlo.maximum",
                "stablehlo.constant", "stablehlo.broadcast_in_dim", "stablehlo.maximum", "stablehlo.constant",
                "stablehlo.reduce", "stablehlo.constant", "stablehlo.while",
            ])
        #expect(
            graph.body.nodes[0].location == Location(layerPath: "jit(step)/dot_general", file: "step.py", line: 7))
        #expect(graph.body.nodes[8].regions[0].simpleBody == .add)
        #expect(graph.body.nodes[8].regions[0].nodes[0].location == graph.body.nodes[0].location)
        #expect(try Graph(text: graph.text) == graph)
    }

    @Test func theGenericFormIsTheShortForm() throws {
        let generic = """
            "builtin.module"() <{sym_name = "both"}> ({
              "func.func"() <{arg_attrs = [{verbatim.name = "x", verbatim.sample_dimension = 0 : i64}, {}], function_type = (tensor<4x3xf32>, tensor<f32>) -> tensor<4xf32>, res_attrs = [{verbatim.name = "y"}], sym_name = "main", sym_visibility = "public"}> ({
              ^bb0(%x: tensor<4x3xf32>, %zero: tensor<f32>):
                %0 = "stablehlo.transpose"(%x) <{permutation = array<i64: 1, 0>}> : (tensor<4x3xf32>) -> tensor<3x4xf32>
                %1 = "stablehlo.slice"(%0) <{limit_indices = array<i64: 3, 4>, start_indices = array<i64: 0, 0>, strides = array<i64: 1, 2>}> : (tensor<3x4xf32>) -> tensor<3x2xf32>
                %2 = "stablehlo.pad"(%1, %zero) {edge_padding_high = array<i64: 0, 2>, edge_padding_low = array<i64: 0, 0>, interior_padding = array<i64: 0, 0>} : (tensor<3x2xf32>, tensor<f32>) -> tensor<3x4xf32>
                %3 = "stablehlo.reduce"(%2, %zero) <{dimensions = array<i64: 0>}> ({
                ^bb0(%a: tensor<f32>, %b: tensor<f32>):
                  %sum = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
                  "stablehlo.return"(%sum) : (tensor<f32>) -> ()
                }) {verbatim.sample_sum = {dimension = 0 : i64, indices_per_sample = 1 : i64, samples_per_leaf = 4 : i64}} : (tensor<3x4xf32>, tensor<f32>) -> tensor<4xf32>
                %4 = "stablehlo.dot_general"(%x, %0) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>, precision_config = [#stablehlo<precision DEFAULT>]}> : (tensor<4x3xf32>, tensor<3x4xf32>) -> tensor<4x4xf32>
                %5 = "stablehlo.compare"(%4, %4) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xi1>
                %6 = "stablehlo.select"(%5, %4, %4) : (tensor<4x4xi1>, tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
                %7 = "stablehlo.constant"() <{value = dense<[1.5, 0x7F800000, 2.0, 3.0]> : tensor<4xf32>}> : () -> tensor<4xf32>
                %8 = "stablehlo.dot_general"(%6, %7) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>}> : (tensor<4x4xf32>, tensor<4xf32>) -> tensor<4xf32>
                %9 = "func.call"(%3, %8) <{callee = @sum}> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
                "func.return"(%9) : (tensor<4xf32>) -> ()
              }) : () -> ()
              "func.func"() <{function_type = (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>, sym_name = "sum", sym_visibility = "private"}> ({
              ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
                %0 = "stablehlo.add"(%a, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
                "func.return"(%0) : (tensor<4xf32>) -> ()
              }) : () -> ()
            }) : () -> ()
            """
        let short = """
            module @both {
              func.func @main(%x: tensor<4x3xf32> {verbatim.name = "x", verbatim.sample_dimension = 0 : i64}, %zero: tensor<f32>) -> (tensor<4xf32> {verbatim.name = "y"}) {
                %0 = stablehlo.transpose %x, dims = [1, 0] : (tensor<4x3xf32>) -> tensor<3x4xf32>
                %1 = stablehlo.slice %0 [0:3, 0:4:2] : (tensor<3x4xf32>) -> tensor<3x2xf32>
                %2 = stablehlo.pad %1, %zero, low = [0, 0], high = [0, 2], interior = [0, 0] : (tensor<3x2xf32>, tensor<f32>) -> tensor<3x4xf32>
                %3 = stablehlo.reduce(%2 init: %zero) applies stablehlo.add across dimensions = [0] {verbatim.sample_sum = {dimension = 0 : i64, indices_per_sample = 1 : i64, samples_per_leaf = 4 : i64}} : (tensor<3x4xf32>, tensor<f32>) -> tensor<4xf32>
                %4 = stablehlo.dot_general %x, %0, contracting_dims = [1] x [0] : (tensor<4x3xf32>, tensor<3x4xf32>) -> tensor<4x4xf32>
                %5 = stablehlo.compare GE, %4, %4 : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xi1>
                %6 = stablehlo.select %5, %4, %4 : tensor<4x4xi1>, tensor<4x4xf32>
                %7 = stablehlo.constant dense<"0x0000C03F0000807F0000004000004040"> : tensor<4xf32>
                %8 = stablehlo.dot_general %6, %7, contracting_dims = [1] x [0] : (tensor<4x4xf32>, tensor<4xf32>) -> tensor<4xf32>
                %9 = stablehlo.add %3, %8 : tensor<4xf32>
                func.return %9 : tensor<4xf32>
              }
            }
            """
        var fromGeneric = try Graph(text: generic)
        let fromShort = try Graph(text: short)
        fromGeneric.inputs[1].name = "zero"
        #expect(fromGeneric == fromShort)
    }

    @Test func windowsGathersAndScatters() throws {
        let text = """
            func.func @main(%x: tensor<4x4xf32>, %zero: tensor<f32>, %i: tensor<2x1xi32>) -> (tensor<4x4xf32>, tensor<2x4xf32>) {
              %0 = "stablehlo.reduce_window"(%x, %zero) <{padding = dense<0> : tensor<2x2xi64>, window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 2, 2>}> ({
              ^bb0(%a: tensor<f32>, %b: tensor<f32>):
                %m = stablehlo.maximum %a, %b : tensor<f32>
                stablehlo.return %m : tensor<f32>
              }) : (tensor<4x4xf32>, tensor<f32>) -> tensor<2x2xf32>
              %1 = "stablehlo.select_and_scatter"(%x, %0, %zero) <{padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 2, 2>}> ({
              ^bb0(%a: tensor<f32>, %b: tensor<f32>):
                %m = stablehlo.compare GE, %a, %b, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
                stablehlo.return %m : tensor<i1>
              }, {
              ^bb0(%a: tensor<f32>, %b: tensor<f32>):
                %m = stablehlo.add %a, %b : tensor<f32>
                stablehlo.return %m : tensor<f32>
              }) : (tensor<4x4xf32>, tensor<2x2xf32>, tensor<f32>) -> tensor<4x4xf32>
              %2 = "stablehlo.gather"(%1, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 4>}> : (tensor<4x4xf32>, tensor<2x1xi32>) -> tensor<2x4xf32>
              %3 = "stablehlo.scatter"(%x, %i, %2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = true}> ({
              ^bb0(%a: tensor<f32>, %b: tensor<f32>):
                %m = stablehlo.add %a, %b : tensor<f32>
                stablehlo.return %m : tensor<f32>
              }) : (tensor<4x4xf32>, tensor<2x1xi32>, tensor<2x4xf32>) -> tensor<4x4xf32>
              return %3, %2 : tensor<4x4xf32>, tensor<2x4xf32>
            }
            """
        #expect(
            try names(text) == [
                "stablehlo.reduce_window", "stablehlo.select_and_scatter", "stablehlo.gather", "stablehlo.scatter",
            ])
    }

    @Test func aLargeRepeatedConstantIsABroadcast() throws {
        let graph = try Graph(
            text:
                "func.func @main() -> tensor<1000000x1000xf32> { %0 = stablehlo.constant dense<2.5> : tensor<1000000x1000xf32> loc(\"a\") return %0 : tensor<1000000x1000xf32> }"
        )
        #expect(graph.body.nodes.map(\.operation.name) == ["stablehlo.constant", "stablehlo.broadcast_in_dim"])
        #expect(graph.body.nodes.allSatisfy { $0.location == Location(layerPath: "a") })
        #expect(graph.outputTypes == [TensorType([1_000_000, 1000], .f32)])
    }

    @Test func constantsInEverySpelling() throws {
        func value(_ spelling: String) throws -> TensorValue {
            let text = "func.func @main() -> TYPE { %0 = stablehlo.constant SPELLING return %0 : TYPE }"
            let type = String(spelling[spelling.firstRange(of: "tensor<")!.lowerBound...])
            let graph = try Graph(
                text: text.replacing("SPELLING", with: spelling).replacing("TYPE", with: type))
            guard case .constant(let constant) = graph.body.nodes[0].operation else {
                throw VerbatimError(.data, "none")
            }
            return constant.value
        }
        #expect(
            try value("dense<[true, false, 1, 0]> : tensor<4xi1>").array(of: Bool.self) == [true, false, true, false])
        #expect(try value("dense<\"0x05\"> : tensor<3xi1>").array(of: Bool.self) == [true, false, true])
        #expect(try value("dense<-0x10> : tensor<i8>").array(of: Int8.self) == [-16])
        #expect(try value("dense<[[1], [-2]]> : tensor<2x1xi64>").array(of: Int64.self) == [1, -2])
        #expect(try value("dense<18446744073709551615> : tensor<1xui64>").array(of: UInt64.self) == [.max])
        #expect(try value("dense<\"0x0100\"> : tensor<3xi16>").array(of: Int16.self) == [1, 1, 1])
        #expect(try value("dense<1.> : tensor<f64>").array(of: Double.self) == [1])
        #expect(try value("dense<-1.5E-3> : tensor<f64>").array(of: Double.self) == [-0.0015])
        #expect(try value("dense<0xFFC00001> : tensor<f32>").array(of: Float.self)[0].bitPattern == 0xFFC0_0001)
        // Between two floats, nearer to the upper one by less than a double can tell: rounded once, not twice.
        #expect(
            try value("dense<1.00000005960464477540> : tensor<f32>").array(of: Float.self)[0].bitPattern == 0x3F80_0001)
        #expect(
            try value("dense<[1.5, 0xFE01, -0.0]> : tensor<3xf16>").array(of: Half.self).bits == [
                0x3E00, 0xFE01, 0x8000,
            ])
        #expect(try value("dense<0.1> : tensor<bf16>").array(of: BFloat16.self).bits == [0x3DCD])
        #expect(try value("dense<\"0x003C\"> : tensor<2xf16>").array(of: Half.self).bits == [0x3C00, 0x3C00])
        // Just above the middle of two numbers: rounded once, not through f32.
        #expect(try value("dense<1.00390625000001> : tensor<bf16>").array(of: BFloat16.self).bits == [0x3F81])
        #expect(try value("dense<65519.9999> : tensor<f16>").array(of: Half.self).bits == [0x7BFF])
        #expect(try value("dense<> : tensor<2x0xf32>").type.count == 0)
    }

    @Test func aSquareIsAProduct() throws {
        let text =
            "func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> { %0 = chlo.square %x : tensor<2xf32> -> tensor<2xf32> return %0 : tensor<2xf32> }"
        #expect(try names(text) == ["stablehlo.multiply"])
    }

    @Test func theOnlyPublicFunctionIsTheProgram() throws {
        let text = """
            module {
              func.func private @other(%x: tensor<2xf32>) -> tensor<2xf32> { return %x : tensor<2xf32> }
              func.func @step(%x: tensor<2xf32>) -> tensor<2xf32> {
                %0 = stablehlo.negate %x : tensor<2xf32>
                return %0 : tensor<2xf32>
              }
            }
            """
        let graph = try Graph(text: text)
        #expect(graph.name == "step" && graph.body.nodes.count == 1)
        #expect(throws: VerbatimError.self) { try Graph(text: text.replacing(" private", with: "")) }
    }

    @Test func deadOperationsAreDropped() throws {
        let text = """
            func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
              %0 = stablehlo.negate %x : tensor<2xf32>
              %1 = stablehlo.abs %x : tensor<2xf32>
              stablehlo.custom_call @verbatim.print(%x) {has_side_effect = true} : (tensor<2xf32>) -> ()
              return %1 : tensor<2xf32>
            }
            """
        #expect(try names(text) == ["stablehlo.abs", "stablehlo.custom_call"])
    }
}

extension [Half] {
    fileprivate var bits: [UInt16] { map(\.bitPattern) }
}

extension [BFloat16] {
    fileprivate var bits: [UInt16] { map(\.bitPattern) }
}
