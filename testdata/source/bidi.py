x is 'a‮'  # ⁦ } if⁩ y == None
