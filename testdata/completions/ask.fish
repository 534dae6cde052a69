# What fish offers at the end of a line: fish ask.fish SCRIPT LINE, a candidate a line.
source $argv[1]
# Where nothing begins as the word does, fish offers what holds it.
set -l word (string split ' ' -- $argv[2])[-1]
for candidate in (complete -C $argv[2] | string replace -r '\t.*' '')
    string match -- (string escape --style=script -n -- $word)'*' $candidate
end
true
