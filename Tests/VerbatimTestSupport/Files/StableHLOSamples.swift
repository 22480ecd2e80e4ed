internal import Foundation
import Verbatim

/// Small StableHLO programs of many operations, and how one is read.
enum StableHLOSamples {
    /// Programs in short and generic forms.
    static func texts() throws -> [String] {
        let programs = [
            """
            #loc1 = loc("a.py":3:4)
            module @sample attributes {a.b = 1 : i32} {
              func.func public @main(%arg0: tensor<2x3xf32> {c.d = "e"} loc(#loc1), %arg1: tensor<3xi32>) -> (tensor<2x3xf32>) {
                %cst = stablehlo.constant dense<[[1.0, -2.5e-3, 0x7FC00000], [0.0, 3.0, 4.0]]> : tensor<2x3xf32>
                %c = stablehlo.constant dense<"0x0100000002000000FFFFFFFF"> : tensor<3xi32>
                %0 = stablehlo.add %arg0, %cst : tensor<2x3xf32> loc("x"(#loc1))
                %1 = stablehlo.compare LT, %arg1, %c, SIGNED : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
                %2 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<3xi1>) -> tensor<2x3xi1>
                %3 = call @f(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
                %4 = stablehlo.select %2, %3, %cst : tensor<2x3xi1>, tensor<2x3xf32>
                %init = stablehlo.constant dense<0.0> : tensor<f32>
                %5 = stablehlo.reduce(%4 init: %init) applies stablehlo.add across dimensions = [1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
                %6 = stablehlo.broadcast_in_dim %5, dims = [0] : (tensor<2xf32>) -> tensor<2x3xf32>
                %7 = stablehlo.dot_general %6, %4, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>
                %8 = stablehlo.slice %7 [0:1, 0:2] : (tensor<2x2xf32>) -> tensor<1x2xf32>
                return %6 : tensor<2x3xf32>
              }
              func.func private @f(%arg0: tensor<2x3xf32>) -> tensor<2x3xf32> {
                %c = stablehlo.constant dense<0> : tensor<i32>
                %c_0 = stablehlo.constant dense<5> : tensor<i32>
                %one = stablehlo.constant dense<1> : tensor<i32>
                %0:2 = stablehlo.while(%a = %c, %b = %arg0) : tensor<i32>, tensor<2x3xf32>
                 cond {
                  %1 = stablehlo.compare LT, %a, %c_0 : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %1 : tensor<i1>
                } do {
                  %1 = stablehlo.add %a, %one : tensor<i32>
                  %2 = stablehlo.tanh %b : tensor<2x3xf32>
                  stablehlo.return %1, %2 : tensor<i32>, tensor<2x3xf32>
                }
                return %0#1 : tensor<2x3xf32>
              }
            }
            """,
            """
            "builtin.module"() <{sym_name = "generic"}> ({
              "func.func"() <{function_type = (tensor<4xf32>, tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>), sym_name = "main"}> ({
              ^bb0(%arg0: tensor<4xf32>, %arg1: tensor<4xi32>):
                %0:2 = "stablehlo.sort"(%arg0, %arg1) <{dimension = 0 : i64, is_stable = true}> ({
                ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<i32>, %d: tensor<i32>):
                  %1 = "stablehlo.compare"(%a, %b) <{compare_type = #stablehlo<comparison_type TOTALORDER>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
                  "stablehlo.return"(%1) : (tensor<i1>) -> ()
                }) : (tensor<4xf32>, tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>)
                %z = stablehlo.complex %arg0, %arg0 : tensor<4xcomplex<f32>>
                %w = stablehlo.fft %z, type = FFT, length = [4] : (tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
                %i = "stablehlo.if"(%p) ({ "stablehlo.return"(%arg0) : (tensor<4xf32>) -> () }, { "stablehlo.return"(%arg0) : (tensor<4xf32>) -> () }) : (tensor<i1>) -> tensor<4xf32>
                "func.return"(%0#0, %0#1) : (tensor<4xf32>, tensor<4xi32>) -> ()
              }) : () -> ()
            }) : () -> ()
            """.replacing(
                "%i = \"stablehlo.if\"(%p)",
                with: "%p = stablehlo.constant dense<true> : tensor<i1>\n    %i = \"stablehlo.if\"(%p)"),
            """
            func.func @main(%arg0: tensor<1x4x4x2xf32>, %arg1: tensor<2x2x2x3xf32>, %i: tensor<2x1xi32>) -> tensor<2x4x2xf32> {
              %0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 2], pad = [[0, 1], [1, 0]], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x4x4x2xf32>, tensor<2x2x2x3xf32>) -> tensor<1x4x2x3xf32>
              %1 = stablehlo.reshape %arg0 : (tensor<1x4x4x2xf32>) -> tensor<4x4x2xf32>
              %2 = "stablehlo.gather"(%1, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1, 2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 4, 2>}> : (tensor<4x4x2xf32>, tensor<2x1xi32>) -> tensor<2x4x2xf32>
              return %2 : tensor<2x4x2xf32>
            }
            """,
        ]
        // What JAX printed, as far as it is short.
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../VerbatimCPUTests/Programs")
        let printed = try ["fft", "gather_scatter", "linear_algebra", "scan_rnn", "switch", "while_newton"].map {
            try String(contentsOf: folder.appending(path: "\($0).mlir"), encoding: .utf8)
        }
        for program in programs + printed { _ = try read(Array(program.utf8)) }
        return programs + printed
    }

    /// Reads, prints, reads again, translates and runs a program.
    static func read(_ file: [UInt8]) throws -> Int {
        let module = try SyntaxModule(text: String(decoding: file, as: UTF8.self))
        guard try SyntaxModule(text: module.text) == module else {
            fatalError("a program is not the same after printing: \(module.text)")
        }
        let graph = try SyntaxProgram(module).graph
        let executable = try ReferenceExecutor(workLimit: workLimit).compile(graph)
        let count = graph.inputTypes.reduce(0) { $0 + min($1.count, workLimit) }
        guard count < workLimit else {
            throw VerbatimError(
                .unsupported, "a program's inputs are too large", received: "\(count) elements",
                expected: "fewer than \(workLimit)")
        }
        var generator = SampleGenerator(3)
        _ = try executable(graph.inputTypes.map { generator.tensor($0, .ordinary) })
        return 0
    }

    /// The most elements that a run may read and compute.
    private static let workLimit = 1 << 15
}
